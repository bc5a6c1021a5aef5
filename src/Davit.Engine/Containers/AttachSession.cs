namespace Davit.Engine.Containers;

/// <summary>
/// A duplex connection to a container's streams: writes are stdin, reads are docker's multiplexed frames, or the raw
/// terminal when <see cref="Tty"/>. The owner disposes it; ending its stdin is <see cref="CloseStdinAsync"/>.
/// </summary>
public sealed class AttachSession(Stream stream, bool tty, Func<CancellationToken, Task> closeStdin) : IAsyncDisposable
{
    public Stream Stream { get; } = stream;

    public bool Tty { get; } = tty;

    /// <summary>The client has half-closed its side.</summary>
    public Task CloseStdinAsync(CancellationToken cancellation) => closeStdin(cancellation);

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
