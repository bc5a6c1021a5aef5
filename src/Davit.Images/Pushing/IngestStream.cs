using Davit.Storage.Content;
using Davit.Storage.Streams;

namespace Davit.Images.Pushing;

/// <summary>An ingest as a stream to write to. Does not own it.</summary>
internal sealed class IngestStream(IngestWriter ingest) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => ingest.Write(buffer);

    public override void Flush()
    {
    }
}
