namespace Davit.Shim;

/// <summary>
/// Starts shims. One per daemon, thread-safe. <paramref name="shimsDirectory"/> (mode 0700, made when missing) gets one
/// directory per shim, named by the container's id; <paramref name="executable"/> is run as <c>EXECUTABLE shim …</c>.
/// </summary>
public sealed class ShimLauncher(string shimsDirectory, string executable, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The directory of the shim of a container.</summary>
    public string DirectoryOf(string containerId) => Path.Combine(shimsDirectory, containerId);

    /// <summary>
    /// Starts a shim; the container is not started yet. A stale exit file and directory of an earlier run are removed
    /// first. The client is the caller's to dispose; the shim goes on without it.
    /// </summary>
    /// <exception cref="ShimException">The shim did not come up, or one runs for this container already.</exception>
    public Task<ShimClient> LaunchAsync(ShimConfig config, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Clears up after a shim that is gone (<see cref="ShimClient.ConnectAsync"/> gave null): kills what is left of its container,
    /// removes the control group and the directory, and gives the exit: the recorded one, or 137 with an error, which
    /// is recorded now. Null: there never was a task in this directory, and nothing was recorded.
    /// </summary>
    public Task<TaskExit?> RecoverAsync(string containerId, string exitFile, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Ids of the containers that have a shim directory.</summary>
    public IReadOnlyList<string> List() => throw new NotImplementedException();

    /// <summary>Ends shims kept ready; those with a container go on.</summary>
    public ValueTask DisposeAsync()
    {
        _ = executable;
        _ = time;
        return ValueTask.CompletedTask;
    }
}
