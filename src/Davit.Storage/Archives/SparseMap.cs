using System.Buffers.Text;

namespace Davit.Storage.Archives;

/// <summary>The three forms in which GNU tar writes where a sparse file has data (GNU tar manual, appendix "Sparse Formats").</summary>
internal static class SparseMap
{
    private const int OldEntrySize = 24;

    /// <summary>Entries of the old GNU header and of its extension blocks: pairs of 12-byte numbers, ended by an empty one.</summary>
    public static void AddOld(ReadOnlySpan<byte> area, List<SparseRange> ranges)
    {
        for (; area.Length >= OldEntrySize; area = area[OldEntrySize..])
        {
            if (area[0] == 0)
            {
                return;
            }

            if (!TarHeader.TryNumber(area[..12], out var offset) || !TarHeader.TryNumber(area.Slice(12, 12), out var length))
            {
                throw ArchiveErrors.Invalid("malformed sparse map");
            }

            ranges.Add(new SparseRange(offset, length));
        }
    }

    /// <summary>PAX 0.0 (repeated keys) or 0.1 (one list); null if the headers describe no such file.</summary>
    public static List<SparseRange>? FromPax(PaxHeaders headers)
    {
        if (headers.Find("GNU.sparse.map"u8) is { } map)
        {
            return FromList(map);
        }

        List<SparseRange>? ranges = null;
        long offset = 0;
        foreach (var (key, value) in headers.Records)
        {
            if ("GNU.sparse.offset"u8.SequenceEqual(key))
            {
                offset = PaxHeaders.Number(value, "GNU.sparse.offset");
            }
            else if ("GNU.sparse.numbytes"u8.SequenceEqual(key))
            {
                (ranges ??= []).Add(new SparseRange(offset, PaxHeaders.Number(value, "GNU.sparse.numbytes")));
            }
        }

        return ranges ?? (headers.Find("GNU.sparse.numblocks"u8) is null ? null : []);
    }

    /// <summary>Checks that the ranges are in order, inside the file, and as long as the payload.</summary>
    public static void Validate(IReadOnlyList<SparseRange> ranges, long fileSize, long payload)
    {
        long end = 0, sum = 0;
        foreach (var range in ranges)
        {
            if (range.Offset < end || range.Length < 0 || range.Length > fileSize - range.Offset || range.Offset > fileSize)
            {
                throw ArchiveErrors.Invalid("sparse map out of order or beyond the file");
            }

            end = range.Offset + range.Length;
            sum += range.Length;
        }

        if (sum != payload)
        {
            throw ArchiveErrors.Invalid("sparse map does not fit the data");
        }
    }

    private static List<SparseRange> FromList(ReadOnlySpan<byte> map)
    {
        var ranges = new List<SparseRange>();
        while (!map.IsEmpty)
        {
            ranges.Add(new SparseRange(Next(ref map), Next(ref map)));
        }

        return ranges;
    }

    private static long Next(ref ReadOnlySpan<byte> list)
    {
        if (!Utf8Parser.TryParse(list, out long number, out var used) || (used < list.Length && list[used] != ','))
        {
            throw ArchiveErrors.Invalid("malformed sparse map");
        }

        list = list[Math.Min(used + 1, list.Length)..];
        return number;
    }
}
