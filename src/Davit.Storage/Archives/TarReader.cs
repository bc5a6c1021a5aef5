using System.Buffers.Text;

namespace Davit.Storage.Archives;

/// <summary>
/// Reads a tar archive front to back: ustar, PAX (global headers, extended attributes, sparse files 0.0, 0.1 and 1.0), GNU long names,
/// sparse files and base-256 numbers, and version 7. Not thread-safe; does not own its source.
/// </summary>
/// <remarks>
/// What is read as headers, padding and trailer also goes to <paramref name="tape"/>, so that the archive can be written again bit
/// for bit; payloads that the caller reads with <see cref="ReadData"/> are the caller's to record.
/// </remarks>
internal sealed class TarReader(ByteSource source, ArchiveLimits limits, TarTape? tape = null)
{
    private readonly byte[] block = new byte[TarHeader.BlockSize];
    private readonly PaxHeaders globals = new();
    private long remaining;
    private int padding;
    private long entries;
    private long total;

    /// <summary>Payload bytes of the current entry that were not read yet.</summary>
    public long Remaining => remaining;

    /// <summary>The next entry, or null at the end of the archive. What was left of the last payload is skipped.</summary>
    public TarEntry? Next()
    {
        SkipPayload();
        PaxHeaders? local = null;
        byte[]? longName = null, longLink = null;
        while (ReadHeader())
        {
            switch (block[156])
            {
                case (byte)'x':
                    local = PaxHeaders.Parse(ReadMeta("an extended header"));
                    break;
                case (byte)'g':
                    globals.Merge(PaxHeaders.Parse(ReadMeta("a global header")));
                    break;
                case (byte)'L':
                    longName = TarHeader.Text(ReadMeta("a long name")).ToArray();
                    break;
                case (byte)'K':
                    longLink = TarHeader.Text(ReadMeta("a long link")).ToArray();
                    break;
                case (byte)'V' or (byte)'M' or (byte)'N':
                    // Volume label, continuation of a multi-volume file, old GNU names: nothing to extract.
                    SetPayload(Number(124, 12, "size"));
                    SkipPayload();
                    break;
                default:
                    return ReadEntry(local, longName, longLink);
            }
        }

        return local is null && longName is null && longLink is null ? null : throw ArchiveErrors.Truncated("the last header");
    }

    /// <summary>Lends the next piece of the current payload; empty at its end. The tape does not get it.</summary>
    public ReadOnlySpan<byte> ReadData()
    {
        if (remaining == 0)
        {
            return default;
        }

        var data = source.Peek();
        if (data.IsEmpty)
        {
            throw ArchiveErrors.Truncated("a file's data");
        }

        return data.Length > remaining ? data[..(int)remaining] : data;
    }

    /// <summary>Takes bytes that <see cref="ReadData"/> lent.</summary>
    public void Advance(int count)
    {
        source.Advance(count);
        remaining -= count;
        Count(count);
    }

    /// <summary>Reads what follows the end marker, so that a digest covers all of it.</summary>
    public void Drain()
    {
        for (var data = source.Peek(); !data.IsEmpty; data = source.Peek())
        {
            TakeRaw(data.Length, data);
        }
    }

    private TarEntry ReadEntry(PaxHeaders? local, byte[]? longName, byte[]? longLink)
    {
        if (++entries > limits.MaxEntries)
        {
            throw ArchiveErrors.Limit($"more than {limits.MaxEntries} entries");
        }

        var flag = block[156];
        var name = longName ?? HeaderName();
        var entry = new TarEntry
        {
            Name = name,
            LinkName = longLink ?? TarHeader.Text(block.AsSpan(157, 100)).ToArray(),
            TypeFlag = flag,
            Kind = KindOf(flag, name),
            Mode = (uint)Number(100, 8, "mode") & 0xFFF,
            UserId = Id(Number(108, 8, "user id")),
            GroupId = Id(Number(116, 8, "group id")),
            ModifiedSeconds = Number(136, 12, "time"),
            Size = Number(124, 12, "size"),
        };
        if (entry.Kind is TarEntryKind.CharacterDevice or TarEntryKind.BlockDevice)
        {
            entry.DeviceMajor = (uint)Number(329, 8, "device");
            entry.DeviceMinor = (uint)Number(337, 8, "device");
        }

        var oldRanges = flag == 'S' ? ReadOldSparse(entry) : null;
        var fileSize = entry.Size;
        if (oldRanges is not null && TarHeader.TryNumber(block.AsSpan(483, 12), out var real))
        {
            fileSize = real;
        }

        Apply(globals, entry);
        if (local is not null)
        {
            Apply(local, entry);
        }

        CheckNames(entry);
        FinishSparse(entry, local, oldRanges, fileSize);
        return entry;
    }

    private void FinishSparse(TarEntry entry, PaxHeaders? local, List<SparseRange>? oldRanges, long oldFileSize)
    {
        if (entry.Size < 0)
        {
            throw ArchiveErrors.Invalid($"negative size of {entry.DisplayName}");
        }

        if (entry.Kind is not (TarEntryKind.File or TarEntryKind.Unknown))
        {
            // As Go and libarchive: links, nodes and directories have no data, whatever their size says (GNU's D does).
            SetPayload(entry.TypeFlag == 'D' ? entry.Size : 0);
            entry.Size = 0;
            return;
        }

        SetPayload(entry.Size);
        if (oldRanges is not null)
        {
            // The map's extension blocks stand between header and payload and were read by ReadOldSparse.
            entry.Size = oldFileSize;
            entry.Sparse = oldRanges;
        }
        else if (local is not null)
        {
            ApplyPaxSparse(entry, local);
        }

        if (entry.Sparse is not null)
        {
            if (entry.Size < 0 || entry.Size > limits.MaxBytes)
            {
                throw ArchiveErrors.Limit($"sparse file of {entry.Size} bytes");
            }

            SparseMap.Validate(entry.Sparse, entry.Size, remaining);
        }
    }

    private void ApplyPaxSparse(TarEntry entry, PaxHeaders local)
    {
        var isVersion1 = local.Find("GNU.sparse.major"u8) is [(byte)'1'];
        var map = isVersion1 ? ReadVersion1Map() : SparseMap.FromPax(local);
        if (map is null)
        {
            return;
        }

        var size = local.Find("GNU.sparse.realsize"u8) ?? local.Find("GNU.sparse.size"u8)
            ?? throw ArchiveErrors.Invalid("sparse file without a size");
        entry.Sparse = map;
        entry.Size = PaxHeaders.Number(size, "GNU.sparse.size");
        entry.Name = local.Find("GNU.sparse.name"u8) ?? entry.Name;
    }

    /// <summary>Version 1.0 keeps the map at the head of the payload: decimal lines, padded to a block.</summary>
    private List<SparseRange> ReadVersion1Map()
    {
        var text = new List<byte>();
        var lines = 0;
        var wanted = 1L;
        var ranges = new List<SparseRange>();
        long first = 0;
        var position = 0;
        while (lines < wanted)
        {
            AddPayloadBlock(text);
            var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(text);
            while (lines < wanted && span[position..].IndexOf((byte)'\n') is >= 0 and var end)
            {
                if (!Utf8Parser.TryParse(span.Slice(position, end), out long number, out var used) || used != end || number < 0)
                {
                    throw ArchiveErrors.Invalid("malformed sparse map");
                }

                position += end + 1;
                if (lines == 0)
                {
                    wanted = 1 + (2 * Math.Min(number, limits.MaxHeaderBytes));
                }
                else if (lines % 2 == 1)
                {
                    first = number;
                }
                else
                {
                    ranges.Add(new SparseRange(first, number));
                }

                lines++;
            }
        }

        return ranges;
    }

    private void AddPayloadBlock(List<byte> text)
    {
        if (remaining < TarHeader.BlockSize || text.Count >= limits.MaxHeaderBytes)
        {
            throw ArchiveErrors.Invalid("malformed sparse map");
        }

        var saved = block.ToArray();
        if (!TryReadBlock())
        {
            throw ArchiveErrors.Truncated("a sparse map");
        }

        text.AddRange(block);
        saved.CopyTo(block, 0);
        remaining -= TarHeader.BlockSize;
    }

    private List<SparseRange> ReadOldSparse(TarEntry entry)
    {
        var ranges = new List<SparseRange>();
        SparseMap.AddOld(block.AsSpan(386, 96), ranges);
        var extended = block[482] != 0;
        var header = extended ? block.ToArray() : null;
        while (extended)
        {
            if (!TryReadBlock() || ranges.Count * 24 > limits.MaxHeaderBytes)
            {
                throw ArchiveErrors.Invalid($"malformed sparse map of {entry.DisplayName}");
            }

            SparseMap.AddOld(block.AsSpan(0, 504), ranges);
            extended = block[504] != 0;
        }

        header?.CopyTo(block, 0);
        return ranges;
    }

    private static void Apply(PaxHeaders headers, TarEntry entry)
    {
        List<TarXattr>? xattrs = null;
        foreach (var (key, value) in headers.Records)
        {
            if (key.AsSpan().StartsWith("SCHILY.xattr."u8))
            {
                (xattrs ??= [.. entry.Xattrs]).Add(new TarXattr(key[13..], value));
            }
            else if (value.Length > 0)
            {
                ApplyField(entry, key, value);
            }
        }

        entry.Xattrs = xattrs ?? entry.Xattrs;
    }

    private static void ApplyField(TarEntry entry, ReadOnlySpan<byte> key, byte[] value)
    {
        if (key.SequenceEqual("path"u8))
        {
            entry.Name = value;
        }
        else if (key.SequenceEqual("linkpath"u8))
        {
            entry.LinkName = value;
        }
        else if (key.SequenceEqual("size"u8))
        {
            entry.Size = PaxHeaders.Number(value, "size");
        }
        else if (key.SequenceEqual("uid"u8))
        {
            entry.UserId = Id(PaxHeaders.Number(value, "uid"));
        }
        else if (key.SequenceEqual("gid"u8))
        {
            entry.GroupId = Id(PaxHeaders.Number(value, "gid"));
        }
        else if (key.SequenceEqual("mtime"u8))
        {
            (entry.ModifiedSeconds, entry.ModifiedNanoseconds) = PaxHeaders.Time(value);
        }
    }

    private static void CheckNames(TarEntry entry)
    {
        if (entry.Name.AsSpan().Contains((byte)0) || entry.LinkName.AsSpan().Contains((byte)0))
        {
            throw ArchiveErrors.Invalid($"name with a NUL: {entry.DisplayName}");
        }
    }

    private byte[] HeaderName()
    {
        var name = TarHeader.Text(block.AsSpan(0, 100));
        var prefix = TarHeader.IsPosix(block) ? TarHeader.Text(block.AsSpan(345, 155)) : default;
        return prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];
    }

    private static TarEntryKind KindOf(byte flag, byte[] name) => (char)flag switch
    {
        '0' or '\0' or '7' when name is [.., (byte)'/'] => TarEntryKind.Directory,
        '0' or '\0' or '7' or 'S' => TarEntryKind.File,
        '1' => TarEntryKind.HardLink,
        '2' => TarEntryKind.SymbolicLink,
        '3' => TarEntryKind.CharacterDevice,
        '4' => TarEntryKind.BlockDevice,
        '5' or 'D' => TarEntryKind.Directory,
        '6' => TarEntryKind.Fifo,
        _ => TarEntryKind.Unknown,
    };

    // uid_t is 32 bits and -1 means "do not change" to chown(2): a larger number must not wrap around to root.
    private static uint Id(long id) => id is >= 0 and < uint.MaxValue
        ? (uint)id
        : throw ArchiveErrors.Invalid($"user or group id {id} is out of range");

    private long Number(int offset, int length, string field) =>
        TarHeader.TryNumber(block.AsSpan(offset, length), out var value)
            ? value
            : throw ArchiveErrors.Invalid($"malformed {field} in a header");

    private byte[] ReadMeta(string what)
    {
        var size = Number(124, 12, "size");
        if (size < 0 || size > limits.MaxHeaderBytes)
        {
            throw ArchiveErrors.Limit($"{what} of {size} bytes");
        }

        SetPayload(size);
        var body = new byte[size];
        for (var done = 0; done < body.Length;)
        {
            var data = source.Peek();
            if (data.IsEmpty)
            {
                throw ArchiveErrors.Truncated(what);
            }

            data = data.Length > body.Length - done ? data[..(body.Length - done)] : data;
            data.CopyTo(body.AsSpan(done));
            done += data.Length;
            TakeRaw(data.Length, data);
        }

        remaining = 0;
        SkipPayload();
        return body;
    }

    private void SetPayload(long size)
    {
        if (size < 0)
        {
            throw ArchiveErrors.Invalid("negative size");
        }

        remaining = size;
        padding = (int)((TarHeader.BlockSize - (size % TarHeader.BlockSize)) % TarHeader.BlockSize);
    }

    private void SkipPayload()
    {
        var skip = remaining + padding;
        while (skip > 0)
        {
            var data = source.Peek();
            if (data.IsEmpty)
            {
                // Some writers leave out the padding of the last file.
                if (skip <= padding)
                {
                    break;
                }

                throw ArchiveErrors.Truncated("a file's data");
            }

            data = data.Length > skip ? data[..(int)skip] : data;
            skip -= data.Length;
            TakeRaw(data.Length, data);
        }

        remaining = 0;
        padding = 0;
    }

    /// <summary>Reads a header into <see cref="block"/>; false at the end marker or the end of the source.</summary>
    private bool ReadHeader()
    {
        if (!TryReadBlock())
        {
            return false;
        }

        if (block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            return false;
        }

        return TarHeader.HasValidChecksum(block) ? true : throw ArchiveErrors.Invalid("this is no tar header");
    }

    private bool TryReadBlock()
    {
        var filled = 0;
        while (filled < TarHeader.BlockSize)
        {
            var data = source.Peek();
            if (data.IsEmpty)
            {
                return filled == 0 ? false : throw ArchiveErrors.Truncated("a header");
            }

            data = data.Length > TarHeader.BlockSize - filled ? data[..(TarHeader.BlockSize - filled)] : data;
            data.CopyTo(block.AsSpan(filled));
            filled += data.Length;
            TakeRaw(data.Length, data);
        }

        return true;
    }

    private void TakeRaw(int count, ReadOnlySpan<byte> data)
    {
        tape?.Raw(data);
        source.Advance(count);
        Count(count);
    }

    private void Count(int count)
    {
        total += count;
        if (total > limits.MaxBytes)
        {
            throw ArchiveErrors.Limit($"more than {limits.MaxBytes} bytes");
        }
    }
}
