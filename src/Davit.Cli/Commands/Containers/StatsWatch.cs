using Davit.Cli.Formatting;
using Davit.Client.Transport;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>Follows the statistics of several containers, a thread for each; the newest sample of each is kept.</summary>
internal sealed class StatsWatch(EngineClient engine, bool stream) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    public bool AnyAlive
    {
        get
        {
            lock (_gate)
            {
                return _entries.Any(entry => !entry.Ended);
            }
        }
    }

    public void Add(string name)
    {
        var entry = new Entry(name);
        lock (_gate)
        {
            if (_entries.Any(known => known.Name == name))
            {
                return;
            }

            _entries.Add(entry);
        }

        new Thread(() => Read(entry)) { IsBackground = true, Name = "stats" }.Start();
    }

    /// <summary>Follows what is new in the list and drops what is gone from it.</summary>
    public void KeepOnly(IReadOnlyCollection<string> names)
    {
        lock (_gate)
        {
            foreach (var gone in _entries.Where(entry => !names.Contains(entry.Name)).ToList())
            {
                gone.Response?.Abort();
                _entries.Remove(gone);
            }
        }

        foreach (var name in names)
        {
            Add(name);
        }
    }

    public void WaitForFirst()
    {
        List<Entry> entries;
        lock (_gate)
        {
            entries = [.. _entries];
        }

        entries.ForEach(entry => entry.First.Wait());
    }

    /// <summary>In the order they were named.</summary>
    public List<StatsSample> Latest()
    {
        lock (_gate)
        {
            return [.. _entries.Where(entry => entry.Error is null).Select(entry => entry.Sample ?? StatsSample.None(entry.Name))];
        }
    }

    /// <summary>Tells what could not be followed.</summary>
    public int Report(CommandContext context)
    {
        lock (_gate)
        {
            var errors = _entries.Select(entry => entry.Error).OfType<EngineApiException>().ToList();
            context.Out.Flush();
            errors.ForEach(error => context.Error.WriteLine(ErrorText.Describe(context, error)));
            return errors.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _entries.ForEach(entry => entry.Response?.Abort());
        }
    }

    private void Read(Entry entry)
    {
        try
        {
            using var response = engine.Containers.Stats(entry.Name, stream);
            entry.Response = response;
            foreach (var document in JsonStream.Read(response.Body))
            {
                using (document)
                {
                    Store(entry, StatsSample.Read(entry.Name, document.RootElement));
                }
            }
        }
        catch (EngineApiException error)
        {
            entry.Error = error;
        }
        catch (Exception error) when (error is IOException or EngineUnreachableException or System.Text.Json.JsonException or ObjectDisposedException)
        {
            // the daemon or the container ended; its last sample stays
        }
        finally
        {
            entry.Ended = true;
            entry.First.Set();
        }
    }

    private void Store(Entry entry, StatsSample sample)
    {
        lock (_gate)
        {
            entry.Sample = sample;
        }

        // The first sample of a stream has nothing to compare processor time with.
        if (!stream || sample.HasProcessor)
        {
            entry.First.Set();
        }
    }

    private sealed class Entry(string name)
    {
        public string Name { get; } = name;

        public ManualResetEventSlim First { get; } = new();

        public volatile EngineResponse? Response;

        public volatile bool Ended;

        public StatsSample? Sample { get; set; }

        public EngineApiException? Error { get; set; }
    }
}
