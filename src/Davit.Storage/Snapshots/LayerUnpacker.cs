using Davit.Linux.Files;
using Davit.Storage.Archives;
using Davit.Storage.Streams;
using Davit.Storage.Trees;
using ZstdSharp;

namespace Davit.Storage.Snapshots;

/// <summary>Unpacks one layer's archive into a temporary directory, digest and tape made on the way.</summary>
internal static class LayerUnpacker
{
    // A tape is mostly zeros and repeated headers: the fastest level shrinks it twentyfold.
    private const int TapeLevel = -1;

    public static StagedLayer Unpack(string path, Stream archive, ArchiveLimits limits, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(path);
            return UnpackInto(path, archive, limits, cancellation);
        }
        catch
        {
            TreeRemover.Remove(path);
            throw;
        }
    }

    private static StagedLayer UnpackInto(string path, Stream archive, ArchiveLimits limits, CancellationToken cancellation)
    {
        var moved = Path.Combine(path, LayerPaths.Moved);
        using var root = MakeRoot(Path.Combine(path, LayerPaths.FileSystem));
        Directory.CreateDirectory(moved);
        using var movedRoot = OpenCalls.Open(moved, OpenFlags.ReadOnly | OpenFlags.Directory);
        using var tape = new TarTape(new CompressionStream(File.Create(Path.Combine(path, LayerPaths.Tape)), TapeLevel, leaveOpen: false));
        using var extractor = new TreeExtractor(root, new ExtractOptions { Whiteouts = true, MovedRoot = movedRoot }, tape);
        using var decoded = Decompression.Open(archive, limits);
        using var source = new HashingSource(decoded, cancellation);
        var reader = new TarReader(source, limits, tape);
        extractor.Extract(reader, cancellation);
        reader.Drain();
        tape.Complete();
        if (tape.Moved == 0)
        {
            Directory.Delete(moved);
        }

        return new StagedLayer(path)
        {
            DiffId = source.Finish(),
            Size = extractor.FileBytes,
            ArchiveSize = source.Total,
            HasRoot = extractor.HasRoot,
            HasMoved = tape.Moved > 0,
            Implied = [.. extractor.Implied],
        };
    }

    private static Davit.Linux.FileDescriptor MakeRoot(string path)
    {
        Directory.CreateDirectory(path);
        var root = OpenCalls.Open(path, OpenFlags.ReadOnly | OpenFlags.Directory);
        OwnershipCalls.ChangeMode(root, 0x1ED /* 0755 */);
        return root;
    }
}
