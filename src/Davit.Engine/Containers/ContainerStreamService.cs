using Davit.Engine.Attaching;
using Davit.Engine.Events;
using Davit.Engine.Logs;
using Davit.Shim;
using Davit.Shim.Logs;

namespace Davit.Engine.Containers;

/// <summary>What goes in and out of containers: attach, logs, terminal size. References as in <see cref="ContainerService"/>.</summary>
public sealed class ContainerStreamService
{
    private readonly EngineCore core;

    internal ContainerStreamService(EngineCore core) => this.core = core;

    /// <summary>Connects to a container that runs or is about to be started.</summary>
    public async Task<AttachSession> AttachAsync(string reference, AttachRequest request, CancellationToken cancellation)
    {
        var container = core.Registry.Resolve(reference);
        var record = container.Record;
        var keys = DetachKeys.Parse(request.DetachKeys);
        if (record.State.Status == ContainerStatus.Paused)
        {
            throw EngineException.Conflict($"container {reference} is paused, unpause the container before attach");
        }

        if (record.State.Status == ContainerStatus.Restarting)
        {
            throw EngineException.Conflict($"container {reference} is restarting, wait until the container is running before attach");
        }

        var options = new AttachOptions
        {
            Stdin = request.Stdin && record.Config.OpenStdin,
            Stdout = request.Stdout,
            Stderr = request.Stderr,
        };
        var filter = record.Config.Tty && options.Stdin ? new DetachFilter(keys) : null;
        var stream = new AttachStream(options, filter, () => core.Events.Container(container.Record, "detach"));
        await ConnectAsync(container, stream, request, cancellation).ConfigureAwait(false);
        core.Events.Container(record, "attach");
        var history = request.Logs ? new PrefixStream(stream, History(record, request)) : (Stream)stream;
        return new AttachSession(history, record.Config.Tty, stream.CompleteWritingAsync);
    }

    /// <summary>The log as it is, and what comes when following.</summary>
    public Task<LogContent> LogsAsync(string reference, LogsRequest request, CancellationToken cancellation)
    {
        if (!request.Stdout && !request.Stderr)
        {
            throw EngineException.Invalid("Bad parameters: you must choose at least one stream");
        }

        var container = core.Registry.Resolve(reference);
        var record = container.Record;
        if (record.HostConfig.LogConfig.Type == "none")
        {
            throw new EngineException(ErrorKind.NotImplemented, "configured logging driver does not support reading");
        }

        var reader = new LogReader(record.LogPath);
        var options = new LogReadOptions
        {
            Stdout = request.Stdout,
            Stderr = request.Stderr,
            Tail = request.Tail ?? -1,
            Since = request.Since,
            Until = request.Until,
            Timestamps = request.Timestamps,
            Details = request.Details,
            Multiplexed = !record.Config.Tty,
        };
        var ended = request.Follow ? FollowEnd.Of(container) : null;
        return Task.FromResult(new LogContent(record.Config.Tty, (output, stop) =>
            ended is null ? reader.CopyToAsync(output, options, stop) : reader.FollowAsync(output, options, ended, stop)));
    }

    public async Task ResizeAsync(string reference, int height, int width, CancellationToken cancellation)
    {
        var container = core.Registry.Resolve(reference);
        if (!container.Record.State.IsRunning || container.Task is not { } shim)
        {
            throw EngineException.Conflict($"container {container.Id} is not running");
        }

        await PartErrors.GuardAsync(() => shim.ResizeAsync(null, width, height, cancellation)).ConfigureAwait(false);
        core.Events.Container(
            container.Record,
            "resize",
            ("height", height.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("width", width.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static async Task ConnectAsync(LiveContainer container, AttachStream stream, AttachRequest request, CancellationToken cancellation)
    {
        if (!request.Stream)
        {
            stream.Connect(null);
            return;
        }

        // The turn decides between "runs already" and "will be started": nobody is forgotten in between.
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        if (container.Task is { } shim && container.Record.State.IsRunning)
        {
            stream.Connect(await PartErrors.GuardAsync(() => shim.AttachAsync(stream.Options, cancellation)).ConfigureAwait(false));
        }
        else if (container.IsRemoving || container.Record.State.Status is ContainerStatus.Removing or ContainerStatus.Dead)
        {
            stream.Connect(null);
        }
        else
        {
            container.Attachments.Add(stream);
        }
    }

    private static StreamProducer History(ContainerRecord record, AttachRequest request)
    {
        var options = new LogReadOptions { Stdout = request.Stdout, Stderr = request.Stderr, Multiplexed = !record.Config.Tty };
        return (output, cancellation) => record.HostConfig.LogConfig.Type == "none"
            ? Task.CompletedTask
            : new LogReader(record.LogPath).CopyToAsync(output, options, cancellation);
    }
}
