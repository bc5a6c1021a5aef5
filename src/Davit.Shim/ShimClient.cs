using System.Text.Json;
using Davit.Oci.Runtime;
using Davit.Oci.Stats;
using Davit.Runtime.Cgroups;
using Davit.Shim.Client;
using Davit.Shim.Protocol;

namespace Davit.Shim;

/// <summary>
/// The daemon's end of a shim. Thread-safe; requests may overlap. Disposing closes the connection and nothing else: the
/// container goes on. When the shim was killed, requests fail with <see cref="ShimErrorKind.ShimGone"/>, and
/// <see cref="WaitAsync"/> clears up and gives exit code 137 with an error.
/// </summary>
public sealed class ShimClient : IAsyncDisposable
{
    private readonly ShimDirectory _directory;
    private readonly ShimConnection _connection;
    private readonly ShimIdentity _identity;
    private readonly Action? _gone;

    private ShimClient(ShimDirectory directory, ShimConnection connection, ShimIdentity identity, ShimState state, Action? gone)
    {
        _directory = directory;
        _connection = connection;
        _identity = identity;
        _gone = gone;
        State = state;
    }

    /// <summary>What the shim answered when the connection was made: its state at that time.</summary>
    public ShimState State { get; }

    /// <summary>Finds a shim again after the daemon was restarted. Null: it is gone (<see cref="ShimLauncher.RecoverAsync"/>).</summary>
    public static async Task<ShimClient?> ConnectAsync(string shimDirectory, CancellationToken cancellation)
    {
        var directory = new ShimDirectory(shimDirectory);
        if (ShimConnection.TryConnect(directory.Socket) is not { } connection)
        {
            return null;
        }

        try
        {
            var identity = ShimIdentity.Read(directory);
            var state = StateOf(await connection.AskAsync(MessageKind.Hello, new MessageWriter().Add(WireHeader.Version), cancellation));
            return new ShimClient(directory, connection, identity, state, gone: null);
        }
        catch (Exception failure) when (failure is ShimException { Kind: ShimErrorKind.ShimGone } or FileNotFoundException or DirectoryNotFoundException)
        {
            connection.Dispose();
            return null;
        }
    }

    /// <summary>Creates and executes the container's init. After a failure the shim has ended and nothing is left.</summary>
    /// <exception cref="ShimException">A step failed; see <see cref="ShimException.Kind"/>.</exception>
    public async Task<TaskStarted> StartAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await AskAsync(MessageKind.Start, new MessageWriter(), cancellation);
            return StartedOf(answer);
        }
        catch (ShimException failure) when (failure.Kind == ShimErrorKind.ShimGone)
        {
            throw new ShimException(ShimErrorKind.ShimGone, _directory.DescribeDeath(), failure);
        }
    }

    /// <summary>The end of the container: recorded, all output in the log and sent to who was attached.</summary>
    public async Task<TaskExit> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            return ExitOf(await AskAsync(MessageKind.Wait, new MessageWriter(), cancellation));
        }
        catch (ShimException failure) when (failure.Kind == ShimErrorKind.ShimGone)
        {
            return await Task.Run(() => ShimRecovery.Recover(_directory, _identity), cancellation) ?? ShimRecovery.Killed(failure.Message);
        }
    }

    /// <summary>Completes when the kernel next kills one of the container's processes for want of memory; cancelled otherwise.</summary>
    public Task WaitForOomAsync(CancellationToken cancellation) => AskAsync(MessageKind.WaitForOom, new MessageWriter(), cancellation);

    /// <summary>Sends a signal to the container's init, or to all its processes.</summary>
    public Task SignalAsync(int signal, bool all, CancellationToken cancellation) =>
        AskAsync(MessageKind.Signal, new MessageWriter().Add(signal).Add(all), cancellation);

    public Task PauseAsync(CancellationToken cancellation) => AskAsync(MessageKind.Pause, new MessageWriter(), cancellation);

    public Task ResumeAsync(CancellationToken cancellation) => AskAsync(MessageKind.Resume, new MessageWriter(), cancellation);

    /// <summary>Changes limits; members that are absent stay as they are.</summary>
    public Task UpdateAsync(ResourcesSpec resources, CancellationToken cancellation) => AskAsync(
        MessageKind.Update,
        new MessageWriter().Add(JsonSerializer.SerializeToUtf8Bytes(resources, RuntimeJson.Default.ResourcesSpec)),
        cancellation);

    /// <summary>Read by the daemon itself: the shim is not woken.</summary>
    public Task<CgroupStats> StatsAsync(CancellationToken cancellation) => Task.Run(() => WithCgroup(cgroup => cgroup.ReadStats()), cancellation);

    /// <summary>Pids of all the container's processes, as the host sees them.</summary>
    public Task<IReadOnlyList<int>> PidsAsync(CancellationToken cancellation) =>
        Task.Run(() => WithCgroup(cgroup => cgroup.Pids(recursive: true)), cancellation);

    /// <summary>Sets the size of the container's terminal, or of an exec's, in characters.</summary>
    public Task ResizeAsync(string? execId, int width, int height, CancellationToken cancellation) =>
        AskAsync(MessageKind.Resize, new MessageWriter().Add(execId ?? "").Add(width).Add(height), cancellation);

    public Task CloseStdinAsync(string? execId, CancellationToken cancellation) =>
        AskAsync(MessageKind.CloseStdin, new MessageWriter().Add(execId ?? ""), cancellation);

    /// <summary>
    /// Connects to the container's streams from now on; before <see cref="StartAsync"/>, to all it will ever write. Whoever attaches and
    /// does not read slows the container down, as with docker.
    /// </summary>
    public async Task<ShimStream> AttachAsync(AttachOptions options, CancellationToken cancellation)
    {
        var (_, stream) = await OpenStreamAsync(
            MessageKind.Attach, new MessageWriter().Add(options.Stdin).Add(options.Stdout).Add(options.Stderr), cancellation);
        return stream;
    }

    /// <summary>Runs one more process. Refused while the container is paused.</summary>
    public async Task<ExecStarted> ExecAsync(ExecConfig config, CancellationToken cancellation)
    {
        var request = new MessageWriter()
            .Add(config.ExecId)
            .Add(config.Terminal)
            .Add(config.AttachStdin)
            .Add(config.AttachStdout)
            .Add(config.AttachStderr)
            .Add(JsonSerializer.SerializeToUtf8Bytes(config.Process, RuntimeJson.Default.ProcessSpec));
        if (!config.AttachStdin && !config.AttachStdout && !config.AttachStderr)
        {
            return new ExecStarted(PidOf(await AskAsync(MessageKind.Exec, request, cancellation)), null);
        }

        var (answer, stream) = await OpenStreamAsync(MessageKind.Exec, request, cancellation);
        return new ExecStarted(PidOf(answer), stream);
    }

    /// <summary>The exit code of an exec, all its output having been sent. Given once; asking again is <see cref="ShimErrorKind.NotFound"/>.</summary>
    public async Task<int> ExecWaitAsync(string execId, CancellationToken cancellation) =>
        PidOf(await AskAsync(MessageKind.ExecWait, new MessageWriter().Add(execId), cancellation));

    public Task SignalExecAsync(string execId, int signal, CancellationToken cancellation) =>
        AskAsync(MessageKind.ExecSignal, new MessageWriter().Add(execId).Add(signal), cancellation);

    /// <summary>The exit was recorded by the daemon: the shim removes its directory and ends. Completes when it cannot be found any more.</summary>
    public async Task ReleaseAsync(CancellationToken cancellation)
    {
        try
        {
            await AskAsync(MessageKind.Release, new MessageWriter(), cancellation);
        }
        catch (ShimException failure) when (failure.Kind == ShimErrorKind.ShimGone)
        {
            // It ended by itself, or was killed and cleared up after.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _connection.Broken;
    }

    internal static ShimClient Launched(ShimDirectory directory, ShimConnection connection, ShimIdentity identity, int shimPid, Action gone)
    {
        var client = new ShimClient(directory, connection, identity, new ShimState { Status = ShimStatus.Created, ShimPid = shimPid }, gone);
        _ = client.ReapAsync();
        return client;
    }

    private static int PidOf(ReadOnlySpan<byte> answer) => new MessageReader(answer).Int32();

    private static TaskStarted StartedOf(ReadOnlySpan<byte> answer)
    {
        var fields = new MessageReader(answer);
        return new TaskStarted(fields.Int32(), TimeOf(fields.Int64()));
    }

    private static TaskExit ExitOf(ReadOnlySpan<byte> answer)
    {
        var fields = new MessageReader(answer);
        return new TaskExit
        {
            ExitCode = fields.Int32(),
            OomKilled = fields.Boolean(),
            FinishedAt = TimeOf(fields.Int64()),
            Error = fields.String() is { Length: > 0 } error ? error : null,
        };
    }

    private static ShimState StateOf(ReadOnlySpan<byte> answer)
    {
        var fields = new MessageReader(answer);
        fields.Int32();
        return new ShimState
        {
            ShimPid = fields.Int32(),
            Status = (ShimStatus)fields.Int32(),
            Pid = fields.Int32(),
            StartedAt = fields.Int64() is var ticks and > 0 ? TimeOf(ticks) : null,
        };
    }

    private static DateTimeOffset TimeOf(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    private Task<byte[]> AskAsync(MessageKind kind, MessageWriter content, CancellationToken cancellation) =>
        _connection.AskAsync(kind, content, cancellation);

    private async Task<(byte[] Answer, ShimStream Stream)> OpenStreamAsync(MessageKind kind, MessageWriter content, CancellationToken cancellation)
    {
        var socket = ShimConnection.TryConnectSocket(_directory.Socket) ?? throw new ShimException(ShimErrorKind.ShimGone, "the container's shim is gone");
        try
        {
            return (await ShimConnection.AskOnceAsync(socket, kind, content, cancellation), new ShimStream(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private T WithCgroup<T>(Func<CgroupHandle, T> use)
    {
        if (_identity.CgroupPath is not { } path)
        {
            throw new ShimException(ShimErrorKind.Invalid, "the container has no control group");
        }

        try
        {
            using var cgroup = CgroupHandle.Open(CgroupHost.Detect(), path);
            return use(cgroup);
        }
        catch (Exception failure) when (failure is CgroupException or IOException)
        {
            throw new ShimException(ShimErrorKind.NotRunning, failure.Message, failure);
        }
    }

    private async Task ReapAsync()
    {
        await _connection.Broken;
        _gone?.Invoke();
    }
}
