using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Streams;

namespace Davit.Storage.Content;

/// <summary>Reads an ingest along with its writer, by a descriptor of its own: renaming or removing the file does no harm.</summary>
internal sealed class GrowingStream(string path, IngestGrowth growth) : ReadOnlyStream
{
    private readonly FileDescriptor file = OpenCalls.Open(path, OpenFlags.ReadOnly);
    private long position;

    public override int Read(Span<byte> buffer)
    {
        var available = growth.WaitBeyond(position);
        if (available == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        var count = PositionedCalls.ReadAt(file, buffer[..(int)Math.Min(buffer.Length, available)], position);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
