using System.Buffers;
using Davit.Oci;

namespace Davit.Registry.Blobs;

/// <summary>A small blob in memory.</summary>
internal sealed class MemorySink : IBlobSink
{
    private readonly ArrayBufferWriter<byte> arrived = new();

    public long Length => arrived.WrittenCount;

    public void Write(ReadOnlySpan<byte> content) => arrived.Write(content);

    public bool Matches(Digest digest) => Digest.Of(arrived.WrittenSpan) == digest;

    public void Restart() => arrived.Clear();

    public byte[] ToArray() => arrived.WrittenSpan.ToArray();
}
