using System.Text;
using Davit.Oci;
using Davit.Storage.Archives;
using Davit.Storage.Snapshots;
using Davit.Storage.Streams;
using Davit.Storage.Trees;

namespace Davit.Images.Transfer;

/// <summary>
/// Reads an image archive once, front to back. Members may come in any order and say what they are only by their content: layers are
/// unpacked as they stream by, before it is known which image they belong to; small documents are kept in memory.
/// </summary>
internal sealed class ArchiveScanner(LayerStore layers, Action<ImageProgress> progress)
{
    private const int DocumentsLimit = 64 << 20;
    private const int ReportEvery = 4 << 20;
    private const string BlobPrefix = "blobs/sha256/";
    private int documentBytes;

    public ArchiveContents Scan(Stream archive, CancellationToken cancellation)
    {
        var contents = new ArchiveContents();
        try
        {
            using var decoded = Decompression.Open(archive, layers.Limits);
            using var source = new StreamSource(decoded);
            var reader = new TarReader(source, layers.Limits);
            while (reader.Next() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                var name = Encoding.UTF8.GetString(EntryPath.Clean(entry.Name));
                if (ReadItem(reader, entry, name, cancellation) is { } item)
                {
                    contents.Add(name, item);
                }
            }

            return contents;
        }
        catch
        {
            contents.Dispose();
            throw;
        }
    }

    private ArchiveItem? ReadItem(TarReader reader, TarEntry entry, string name, CancellationToken cancellation)
    {
        switch (entry.Kind)
        {
            case TarEntryKind.SymbolicLink:
                var directory = Path.GetDirectoryName(name) ?? "";
                return new ArchiveItem { LinkTarget = CleanLink(directory + "/" + Encoding.UTF8.GetString(entry.LinkName)) };
            case TarEntryKind.HardLink:
                return new ArchiveItem { LinkTarget = CleanLink(Encoding.UTF8.GetString(entry.LinkName)) };
            case TarEntryKind.File when entry.Sparse is null:
                return ReadFile(reader, entry, name, cancellation);
            default:
                return null;
        }
    }

    private static string CleanLink(string target) => Encoding.UTF8.GetString(EntryPath.Clean(Encoding.UTF8.GetBytes(target)));

    private ArchiveItem? ReadFile(TarReader reader, TarEntry entry, string name, CancellationToken cancellation)
    {
        var digest = name.StartsWith(BlobPrefix, StringComparison.Ordinal) && Digest.TryParse("sha256:" + name[BlobPrefix.Length..], out var parsed)
            ? parsed
            : (Digest?)null;
        if (digest is { } diffId && layers.List().Any(layer => layer.DiffId == diffId))
        {
            return new ArchiveItem { KnownDiffId = diffId };
        }

        var start = new byte[Math.Min(entry.Size, TarHeader.BlockSize)];
        using var payload = new TarEntryStream(reader) { OnRead = Reporter(name, digest, entry.Size) };
        payload.ReadExactly(start);
        if (IsLayer(start, entry.Size))
        {
            using var whole = new PrefixedStream(start, payload, ownsRest: false);
            return ReadLayer(whole, digest, Decompression.Sniff(start) != CompressionFormat.None, cancellation);
        }

        return ReadDocument(payload, start, entry.Size, digest);
    }

    /// <summary>Compressed, a tar header, or the blocks of zeros of an empty archive. No document begins like that.</summary>
    private static bool IsLayer(ReadOnlySpan<byte> start, long size) =>
        Decompression.Sniff(start) != CompressionFormat.None
        || (start.Length == TarHeader.BlockSize
            && (TarHeader.HasValidChecksum(start) || (size % TarHeader.BlockSize == 0 && start.IndexOfAnyExcept((byte)0) < 0)));

    private ArchiveItem ReadLayer(Stream payload, Digest? digest, bool compressed, CancellationToken cancellation)
    {
        // The name of a compressed blob is the digest of what is stored, not of what comes out of it.
        using var hashing = compressed && digest is not null ? new HashingStream(payload) : null;
        var layer = layers.Stage(hashing ?? payload, cancellation);
        layers.BeginFlush();
        hashing?.CopyTo(Stream.Null);
        var actual = hashing?.Finish() ?? layer.DiffId;
        if (digest is { } expected && expected != actual)
        {
            layer.Dispose();
            throw ImageErrors.Invalid($"invalid image archive: blob {expected} has the digest {actual}");
        }

        return new ArchiveItem { Layer = layer };
    }

    private ArchiveItem? ReadDocument(Stream payload, byte[] start, long size, Digest? digest)
    {
        // Too large to be a document: what nobody refers to does no harm, what is referred to is then missing.
        if (size > ImageDocuments.SizeLimit)
        {
            return null;
        }

        documentBytes += (int)size;
        if (documentBytes > DocumentsLimit)
        {
            throw ImageErrors.Invalid($"invalid image archive: its documents have more than {DocumentsLimit} bytes");
        }

        var document = new byte[size];
        start.CopyTo(document, 0);
        payload.ReadExactly(document.AsSpan(start.Length));
        return digest is { } expected && Digest.Of(document) != expected
            ? throw ImageErrors.Invalid($"invalid image archive: blob {expected} has the digest {Digest.Of(document)}")
            : new ArchiveItem { Document = document };
    }

    private Action<int> Reporter(string name, Digest? digest, long size)
    {
        long done = 0, reported = 0;
        var id = ImageErrors.Short(digest?.Hex ?? name.Split('/')[0]);
        return count =>
        {
            done += count;
            if (size > ImageDocuments.SizeLimit && (done - reported >= ReportEvery || done == size))
            {
                reported = done;
                progress(new ImageProgress { Status = "Loading layer", Id = id, Current = done, Total = size });
            }
        };
    }
}
