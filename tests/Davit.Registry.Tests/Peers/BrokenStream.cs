namespace Davit.Registry.Tests.Peers;

/// <summary>Content that cannot be read any further at some point, which breaks the connection it goes out on.</summary>
internal sealed class BrokenStream(byte[] content, int after) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position >= after
        ? throw new IOException("the content cannot be read any further")
        : base.ReadAsync(buffer, cancellationToken);
}
