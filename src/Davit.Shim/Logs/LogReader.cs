namespace Davit.Shim.Logs;

/// <summary>
/// Reads a container's json-file log with its rotated files. Holds no files open between calls; any number of readers and the
/// writing shim may work at the same time. A last line that is only half written is left out (until it is complete, when
/// following).
/// </summary>
public sealed class LogReader(string path)
{
    /// <summary>Writes the wanted lines of the log as it is now to <paramref name="output"/>.</summary>
    public Task CopyToAsync(Stream output, LogReadOptions options, CancellationToken cancellation) =>
        throw new NotImplementedException(path);

    /// <summary>
    /// Writes the wanted lines and then those that come, across rotations, until <paramref name="ended"/> has completed (the
    /// container has stopped) and everything was written.
    /// </summary>
    public Task FollowAsync(Stream output, LogReadOptions options, Task ended, CancellationToken cancellation) =>
        throw new NotImplementedException(path);
}
