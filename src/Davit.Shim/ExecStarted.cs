namespace Davit.Shim;

/// <summary>An exec's process has been executed.</summary>
/// <param name="Pid">Its pid, as the host sees it.</param>
/// <param name="Streams">Its streams (as <see cref="ShimClient.AttachAsync"/>'s), owned by the caller; null when nothing was attached.</param>
public sealed record ExecStarted(int Pid, ShimStream? Streams) : IDisposable
{
    public void Dispose() => Streams?.Dispose();
}
