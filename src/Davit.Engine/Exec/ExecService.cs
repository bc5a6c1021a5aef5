using System.Collections.Concurrent;
using System.Globalization;
using Davit.Engine.Attaching;
using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Shim;

namespace Davit.Engine.Exec;

/// <summary>Processes in running containers. Execs are known by id until some minutes after their end; they are not kept over a restart of the daemon.</summary>
public sealed class ExecService
{
    /// <summary>How long an ended exec can still be inspected.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private const int ContainerLimit = 10_000;
    private readonly ConcurrentDictionary<string, LiveExec> execs = new(StringComparer.Ordinal);
    private readonly EngineCore core;

    internal ExecService(EngineCore core) => this.core = core;

    /// <summary>Returns the new exec's id.</summary>
    public Task<string> CreateAsync(string containerReference, ExecConfig config, CancellationToken cancellation)
    {
        var container = core.Registry.Resolve(containerReference);
        if (config.Cmd.Count == 0 || config.Cmd[0].Length == 0)
        {
            throw EngineException.Invalid("No exec command specified");
        }

        _ = ExecLaunch.TaskOf(container);
        _ = DetachKeys.Parse(config.DetachKeys);
        Validate(config);
        CheckUser(container.Record, config);
        Sweep();
        if (Of(container.Id).Count() >= ContainerLimit)
        {
            throw new EngineException(ErrorKind.Unavailable, $"container {container.Id} has {ContainerLimit} execs that were not started or are running");
        }

        var exec = new LiveExec(container, new ExecState { Id = ContainerIds.Make(), ContainerId = container.Id, Config = config }, core.Now);
        execs[exec.State.Id] = exec;
        core.Events.Container(container.Record, "exec_create: " + CommandOf(config), ("execID", exec.State.Id));
        return Task.FromResult(exec.State.Id);
    }

    /// <summary>Starts it; returns its streams, or null when detached.</summary>
    public Task<AttachSession?> StartAsync(string execId, ExecStartOptions options, CancellationToken cancellation) =>
        StartAsync(execId, options, () => Task.CompletedTask, cancellation);

    /// <summary>The same; <paramref name="accepted"/> is awaited when the start is permitted, before there is a process that writes.</summary>
    public async Task<AttachSession?> StartAsync(string execId, ExecStartOptions options, Func<Task> accepted, CancellationToken cancellation)
    {
        var exec = Find(execId);
        var config = exec.State.Config;
        if (!exec.TryBegin(out var reason))
        {
            throw EngineException.Conflict($"Error: Exec command {execId} {reason}");
        }

        try
        {
            var shim = ExecLaunch.TaskOf(exec.Container);
            var attached = config with
            {
                AttachStdin = config.AttachStdin && !options.Detach,
                AttachStdout = config.AttachStdout && !options.Detach,
                AttachStderr = config.AttachStderr && !options.Detach,
                ConsoleSize = options.ConsoleSize is { Height: > 0 } size ? size : config.ConsoleSize,
            };
            await accepted().ConfigureAwait(false);
            core.Events.Container(exec.Container.Record, "exec_start: " + CommandOf(config), ("execID", execId));
            var started = await StartAsync(shim, exec, attached).ConfigureAwait(false);
            exec.SetRunning(started.Pid);
            _ = WatchAsync(shim, exec);
            return options.Detach ? null : Session(exec, config, started);
        }
        catch (Exception failure) when (failure is EngineException or IOException)
        {
            exec.SetEnded(StartFailure(failure), core.Now);
            throw;
        }
    }

    public ExecState Inspect(string execId) => Find(execId).State;

    public async Task ResizeAsync(string execId, int height, int width, CancellationToken cancellation)
    {
        var exec = Find(execId);
        if (!exec.State.Running || exec.Container.Task is not { } shim)
        {
            throw EngineException.Invalid($"cannot resize a stopped exec: {execId}");
        }

        await PartErrors.GuardAsync(() => shim.ResizeAsync(execId, width, height, cancellation)).ConfigureAwait(false);
    }

    /// <summary>Ids of a container's execs that run; null: none.</summary>
    internal IReadOnlyList<string>? IdsOf(string containerId)
    {
        var ids = Of(containerId).Where(exec => exec.State.Running).Select(exec => exec.State.Id).ToList();
        return ids.Count > 0 ? ids : null;
    }

    /// <summary>The container has ended: execs in it that were not started never will be.</summary>
    internal void Forget(string containerId)
    {
        foreach (var exec in Of(containerId).Where(exec => !exec.State.Running && exec.State.ExitCode is null))
        {
            execs.TryRemove(exec.State.Id, out _);
        }
    }

    private static void Validate(ExecConfig config)
    {
        foreach (var entry in config.Env ?? [])
        {
            if (entry.Length == 0 || entry[0] == '=' || entry.Contains('\0', StringComparison.Ordinal))
            {
                throw EngineException.Invalid($"invalid environment variable: {entry}");
            }
        }

        if (config.Cmd.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw EngineException.Invalid("invalid exec command: a NUL character in an argument");
        }

        if (config.WorkingDir.Length > 0 && !config.WorkingDir.StartsWith('/'))
        {
            throw EngineException.Invalid($"Cwd must be an absolute path: {config.WorkingDir}");
        }
    }

    /// <summary>A user that is not there is an error of the request; at the start it would look like one of the command.</summary>
    private static void CheckUser(ContainerRecord record, ExecConfig config)
    {
        if (config.User.Length > 0)
        {
            _ = Users.UserLookup.ForProcess(record.State.Pid, config.User, null);
        }
    }

    private async Task<ExecStarted> StartAsync(ShimClient shim, LiveExec exec, ExecConfig config)
    {
        var request = ExecLaunch.Config(core, exec.Container.Record, exec.State.Id, config);
        try
        {
            return await shim.ExecAsync(request, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ShimException failure)
        {
            throw ExecFailure.Convert(config, failure);
        }
    }

    private AttachSession Session(LiveExec exec, ExecConfig config, ExecStarted started)
    {
        var filter = config is { Tty: true, AttachStdin: true } ? new DetachFilter(DetachKeys.Parse(config.DetachKeys)) : null;
        var options = new AttachOptions { Stdin = config.AttachStdin, Stdout = config.AttachStdout, Stderr = config.AttachStderr };
        var stream = new AttachStream(options, filter, () => core.Events.Container(exec.Container.Record, "exec_detach: " + CommandOf(config), ("execID", exec.State.Id)))
        {
            EndsAfter = exec.Ended,
        };
        stream.Connect(started.Streams);
        return new AttachSession(stream, config.Tty, stream.CompleteWritingAsync);
    }

    private async Task WatchAsync(ShimClient shim, LiveExec exec)
    {
        var code = 137;
        try
        {
            code = await shim.ExecWaitAsync(exec.State.Id, core.Stopping).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ShimException or IOException or OperationCanceledException)
        {
            core.Log.Debug($"exec {exec.State.Id}: {failure.Message}");
        }

        exec.SetEnded(code, core.Now);
        core.Events.Container(
            exec.Container.Record, "exec_die", ("execID", exec.State.Id), ("exitCode", code.ToString(CultureInfo.InvariantCulture)));
    }

    private LiveExec Find(string execId)
    {
        if (!execs.TryGetValue(execId, out var exec))
        {
            throw EngineException.NotFound($"No such exec instance: {execId}");
        }

        return core.Registry.Find(exec.State.ContainerId) is not null
            ? exec
            : throw EngineException.NotFound($"No such container: {exec.State.ContainerId}");
    }

    private IEnumerable<LiveExec> Of(string containerId) => execs.Values.Where(exec => exec.State.ContainerId == containerId);

    private void Sweep()
    {
        var now = core.Now;
        foreach (var (id, exec) in execs)
        {
            if (exec.EndedAt is { } ended && now - ended > Memory)
            {
                execs.TryRemove(id, out _);
            }
        }
    }

    private static string CommandOf(ExecConfig config) => string.Join(' ', config.Cmd);

    /// <summary>As clients take it from the message: 127 for what is not there, 126 for anything else.</summary>
    private static int StartFailure(Exception failure) => failure switch
    {
        EngineException { InnerException: ShimException { ExitCode: not 128 } shim } => shim.ExitCode,
        _ when failure.Message.Contains("no such file or directory", StringComparison.Ordinal) => 127,
        _ => 126,
    };
}
