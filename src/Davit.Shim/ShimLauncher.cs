using System.Globalization;
using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Sockets;
using Davit.Shim.Client;

namespace Davit.Shim;

/// <summary>
/// Starts shims. One per daemon, thread-safe. <paramref name="shimsDirectory"/> (mode 0700, made when missing) gets one
/// directory per shim, named by the container's id; <paramref name="executable"/> is run as <c>davit shim …</c> and stays the caller's to
/// dispose, after this. One process is kept started ahead, so that a container need not wait for it.
/// </summary>
public sealed class ShimLauncher(string shimsDirectory, FileDescriptor executable) : IAsyncDisposable
{
    private const uint PrivateMode = 0x1C0; // 0700

    private readonly SpareShim _spare = new(executable);

    /// <summary>The directory of the shim of a container.</summary>
    public string DirectoryOf(string containerId) => Path.Combine(shimsDirectory, containerId);

    /// <summary>
    /// Starts a shim; the container is not started yet. A stale exit file and directory of an earlier run are removed
    /// first. The client is the caller's to dispose; the shim goes on without it.
    /// </summary>
    /// <exception cref="ShimException">The shim did not come up, or one runs for this container already.</exception>
    public Task<ShimClient> LaunchAsync(ShimConfig config, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var directory = new ShimDirectory(DirectoryOf(config.Id));
        try
        {
            Prepare(directory, config);
            return Task.FromResult(Launch(directory, config));
        }
        catch (Exception failure) when (failure is LinuxException or IOException or UnauthorizedAccessException)
        {
            directory.Remove();
            throw new ShimException(ShimErrorKind.Internal, $"cannot start a shim: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Clears up after a shim that is gone (<see cref="ShimClient.ConnectAsync"/> gave null): kills what is left of its container,
    /// removes the control group and the directory, and gives the exit: the recorded one, or 137 with an error, which
    /// is recorded now. Null: there never was a task in this directory, and nothing was recorded.
    /// </summary>
    public Task<TaskExit?> RecoverAsync(string containerId, string exitFile, CancellationToken cancellation) =>
        Task.Run(() => Recover(new ShimDirectory(DirectoryOf(containerId)), exitFile), cancellation);

    /// <summary>Ids of the containers that have a shim directory.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(shimsDirectory)
        ? [.. new DirectoryInfo(shimsDirectory).EnumerateDirectories().Select(directory => directory.Name)]
        : [];

    /// <summary>Ends the spare shim; those with a container go on.</summary>
    public ValueTask DisposeAsync()
    {
        _spare.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Prepare(ShimDirectory directory, ShimConfig config)
    {
        Directory.CreateDirectory(shimsDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (DirectoryCalls.TryMakeDirectory(null, directory.Root, PrivateMode) == Errno.EEXIST)
        {
            if (ShimConnection.TryConnectSocket(directory.Socket) is { } running)
            {
                running.Dispose();
                throw new ShimException(ShimErrorKind.Invalid, $"container {config.Id} has a shim already");
            }

            directory.Remove();
            DirectoryCalls.MakeDirectory(null, directory.Root, PrivateMode);
        }

        DirectoryCalls.TryUnlink(null, config.ExitFile);
        var stored = config with { SeccompCacheDirectory = config.SeccompCacheDirectory ?? Path.Combine(shimsDirectory, "..", "seccomp") };
        File.WriteAllBytes(directory.Config, JsonSerializer.SerializeToUtf8Bytes(stored, ShimJson.Default.ShimConfig));
    }

    private ShimClient Launch(ShimDirectory directory, ShimConfig config)
    {
        using var listener = UnixSocketCalls.Listen(directory.Socket, SocketKind.Stream, backlog: 64);
        var connection = ShimConnection.TryConnect(directory.Socket)!;
        var shim = _spare.Take();
        try
        {
            using var launch = shim.Launch;
            DescriptorPassing.Send(launch, System.Text.Encoding.UTF8.GetBytes(directory.Root), listener);
        }
        catch (LinuxException)
        {
            connection.Dispose();
            shim.Reap();
            throw;
        }

        File.WriteAllText(directory.PidFile, shim.Pid.ToString(CultureInfo.InvariantCulture));
        return ShimClient.Launched(directory, connection, ShimIdentity.Of(config), shim.Pid, shim.Reap);
    }

    private static TaskExit? Recover(ShimDirectory directory, string exitFile)
    {
        try
        {
            return ShimRecovery.Recover(directory, ShimIdentity.Read(directory));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // The shim has ended in order, or was killed before it had a container.
            directory.Remove();
            return TaskExit.Read(exitFile);
        }
    }
}
