using Davit.Oci.Runtime;
using Davit.Oci.Stats;

namespace Davit.Shim;

/// <summary>
/// The daemon's end of a shim. Thread-safe; requests may overlap. Disposing closes the connection and nothing else: the
/// container goes on. When the shim was killed, requests fail with <see cref="ShimErrorKind.ShimGone"/>, and
/// <see cref="WaitAsync"/> clears up and gives exit code 137 with an error.
/// </summary>
public sealed class ShimClient : IAsyncDisposable
{
    internal ShimClient()
    {
    }

    /// <summary>What the shim answered when the connection was made: its state at that time.</summary>
    public ShimState State => throw new NotImplementedException();

    /// <summary>Finds a shim again after the daemon was restarted. Null: it is gone.</summary>
    public static Task<ShimClient?> ConnectAsync(string shimDirectory, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Creates and executes the container's init. After a failure the shim has ended and nothing is left.</summary>
    /// <exception cref="ShimException">A step failed; see <see cref="ShimException.Kind"/>.</exception>
    public Task<TaskStarted> StartAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The end of the container: recorded, all output in the log and sent to who was attached.</summary>
    public Task<TaskExit> WaitAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Completes when the kernel next kills one of the container's processes for want of memory; cancelled otherwise.</summary>
    public Task WaitForOomAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Sends a signal to the container's init, or to all its processes.</summary>
    public Task SignalAsync(int signal, bool all, CancellationToken cancellation) => throw new NotImplementedException();

    public Task PauseAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public Task ResumeAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Changes limits; members that are absent stay as they are.</summary>
    public Task UpdateAsync(ResourcesSpec resources, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<CgroupStats> StatsAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Pids of all the container's processes, as the host sees them.</summary>
    public Task<IReadOnlyList<int>> PidsAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Sets the size of the container's terminal, or of an exec's, in characters.</summary>
    public Task ResizeAsync(string? execId, int width, int height, CancellationToken cancellation) => throw new NotImplementedException();

    public Task CloseStdinAsync(string? execId, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Connects to the container's streams from now on; before <see cref="StartAsync"/>, to all it will ever write. Whoever attaches and
    /// does not read slows the container down, as with docker.
    /// </summary>
    public Task<ShimStream> AttachAsync(AttachOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Runs one more process. Refused while the container is paused.</summary>
    public Task<ExecStarted> ExecAsync(ExecConfig config, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The exit code of an exec, all its output having been sent. Given once; asking again is <see cref="ShimErrorKind.NotFound"/>.</summary>
    public Task<int> ExecWaitAsync(string execId, CancellationToken cancellation) => throw new NotImplementedException();

    public Task SignalExecAsync(string execId, int signal, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The exit was recorded by the daemon: the shim removes its directory and ends. Completes when it has.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
