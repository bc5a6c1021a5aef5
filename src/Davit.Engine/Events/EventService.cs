using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Davit.Engine.Events;

/// <summary>
/// Publishes events to any number of followers and keeps the past in memory (bounded) and on disk. Thread-safe. A follower that
/// does not read loses the oldest of its waiting events rather than memory of the daemon.
/// </summary>
public sealed class EventService : IDisposable
{
    private const int MemoryLimit = 512;
    private const int FollowerLimit = 8192;

    /// <summary>More than a timer takes (about 49 days) is no end at all.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly Lock gate = new();
    private readonly Queue<EngineEvent> recent = new();
    private readonly List<Channel<EngineEvent>> followers = [];
    private readonly TimeProvider time;
    private readonly EventLog log;
    private bool forgotten;

    internal EventService(TimeProvider time, EventLog log)
    {
        this.time = time;
        this.log = log;
        forgotten = log.HasContent;
    }

    /// <summary>How many follow now.</summary>
    public int FollowerCount
    {
        get
        {
            lock (gate)
            {
                return followers.Count;
            }
        }
    }

    /// <summary>
    /// Past events that the query asks for, then coming ones. Following begins at the call, not at the first read.
    /// </summary>
    public IAsyncEnumerable<EngineEvent> Follow(EventQuery query, CancellationToken cancellation)
    {
        if (query.Since > query.Until)
        {
            throw EngineException.Invalid($"`since` time ({query.Since:O}) cannot be after `until` time ({query.Until:O})");
        }

        var filter = new EventFilter(query.Filters);
        var channel = Channel.CreateBounded<EngineEvent>(new BoundedChannelOptions(FollowerLimit) { FullMode = BoundedChannelFullMode.DropOldest });
        List<EngineEvent> past = [];
        lock (gate)
        {
            if (query.Since is not null || query.Until is not null)
            {
                past = Past(query.Since);
            }

            followers.Add(channel);
        }

        return Read(query, filter, past, channel, cancellation);
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var follower in followers)
            {
                follower.Writer.TryComplete();
            }
        }

        log.Dispose();
    }

    internal EngineEvent Publish(string type, string action, string actorId, IReadOnlyDictionary<string, string> attributes)
    {
        var now = time.GetUtcNow();
        var published = new EngineEvent
        {
            Type = type,
            Action = action,
            ActorId = actorId,
            Attributes = attributes,
            Time = now,
            TimeNanoseconds = (now - DateTimeOffset.UnixEpoch).Ticks * 100,
        };
        lock (gate)
        {
            recent.Enqueue(published);
            if (recent.Count > MemoryLimit)
            {
                recent.Dequeue();
                forgotten = true;
            }

            log.Append(published);
            foreach (var follower in followers)
            {
                follower.Writer.TryWrite(published);
            }
        }

        return published;
    }

    private List<EngineEvent> Past(DateTimeOffset? since)
    {
        if (!forgotten || (recent.TryPeek(out var oldest) && since is { } start && start >= oldest.Time))
        {
            return [.. recent];
        }

        return log.Read(since);
    }

    private async IAsyncEnumerable<EngineEvent> Read(
        EventQuery query,
        EventFilter filter,
        List<EngineEvent> past,
        Channel<EngineEvent> channel,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            foreach (var item in past)
            {
                if ((query.Since is null || item.Time >= query.Since) && (query.Until is null || item.Time <= query.Until) && filter.Matches(item))
                {
                    yield return item;
                }
            }

            if (query.Until is { } until)
            {
                var left = until - time.GetUtcNow();
                if (left <= TimeSpan.Zero)
                {
                    yield break;
                }

                if (left < LongestWait)
                {
                    end.CancelAfter(left);
                }
            }

            await foreach (var item in Coming(channel, end.Token, cancellation).ConfigureAwait(false))
            {
                if (filter.Matches(item))
                {
                    yield return item;
                }
            }
        }
        finally
        {
            lock (gate)
            {
                followers.Remove(channel);
            }
        }
    }

    private static async IAsyncEnumerable<EngineEvent> Coming(
        Channel<EngineEvent> channel, [EnumeratorCancellation] CancellationToken end, CancellationToken caller)
    {
        while (true)
        {
            EngineEvent item;
            try
            {
                if (!await channel.Reader.WaitToReadAsync(end).ConfigureAwait(false))
                {
                    yield break;
                }

                if (!channel.Reader.TryRead(out item!))
                {
                    continue;
                }
            }
            catch (OperationCanceledException) when (!caller.IsCancellationRequested)
            {
                yield break;
            }

            yield return item;
        }
    }
}
