namespace Davit.Network.Drivers;

/// <summary>
/// Between looking for a free subnet and having it on a link, no other daemon of the host may do the same, or both take one subnet and
/// neither's containers are reached reliably. A lock of the file system (flock(2)): a kill frees it. Dispose to let go.
/// </summary>
internal sealed class SubnetLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private const int Pauses = 2000;

    private readonly FileStream held;

    private SubnetLock(FileStream held) => this.held = held;

    /// <exception cref="NetworkException">Somebody holds it for longer than a start takes, or it cannot be made.</exception>
    public static SubnetLock Take(string path)
    {
        for (var pauses = 0; ; pauses++)
        {
            try
            {
                return new SubnetLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (pauses < Pauses && File.Exists(path))
            {
                Thread.Sleep(Pause);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new NetworkException(NetworkFailure.System, $"cannot lock {path} to choose a subnet: {failure.Message}", failure);
            }
        }
    }

    public void Dispose() => held.Dispose();
}
