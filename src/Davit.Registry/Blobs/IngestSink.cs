using Davit.Oci;
using Davit.Storage.Content;

namespace Davit.Registry.Blobs;

/// <summary>A blob on its way into the store.</summary>
internal sealed class IngestSink(IngestWriter writer) : IBlobSink
{
    public long Length => writer.Length;

    public void Write(ReadOnlySpan<byte> content) => writer.Write(content);

    public bool Matches(Digest digest) => writer.Digest == digest;

    public void Restart() => writer.Restart();
}
