using System.Globalization;
using System.Text;

namespace Davit.Storage.Archives;

/// <summary>
/// Writes a tar archive: ustar headers, with a PAX header before an entry only where ustar cannot say it (long names, nanoseconds,
/// large numbers, extended attributes). The same entries always give the same bytes. Not thread-safe; does not own its output.
/// </summary>
internal sealed class TarWriter(Stream output)
{
    private const int NameSize = 100;
    private const int PrefixSize = 155;
    private const long OctalLimit12 = (1L << 33) - 1;
    private const long OctalLimit8 = (1L << 21) - 1;

    private static readonly byte[] Zeros = new byte[2 * TarHeader.BlockSize];

    private readonly byte[] block = new byte[TarHeader.BlockSize];

    /// <summary>Writes the header; <see cref="TarEntry.Size"/> bytes of content and <see cref="Pad"/> follow for a file.</summary>
    public void WriteHeader(TarEntry entry)
    {
        var pax = new List<byte>();
        var (name, prefix) = FitName(entry.Name, pax);
        if (entry.LinkName.Length > NameSize)
        {
            AddRecord(pax, "linkpath"u8, entry.LinkName);
        }

        AddNumber(pax, "size"u8, entry.Size, OctalLimit12);
        AddNumber(pax, "uid"u8, entry.UserId, OctalLimit8);
        AddNumber(pax, "gid"u8, entry.GroupId, OctalLimit8);
        AddTime(pax, entry);
        foreach (var xattr in entry.Xattrs)
        {
            AddRecord(pax, [.. "SCHILY.xattr."u8, .. xattr.Name], xattr.Value);
        }

        if (pax.Count > 0)
        {
            WritePax(entry.Name, pax);
        }

        WriteBlock(entry, name, prefix, (byte)FlagOf(entry.Kind), SizeOf(entry), Math.Clamp(entry.ModifiedSeconds, 0, OctalLimit12));
    }

    public void Write(ReadOnlySpan<byte> content) => output.Write(content);

    /// <summary>Fills the last block after a file's content.</summary>
    public void Pad(long size) => output.Write(Zeros.AsSpan(0, (int)((TarHeader.BlockSize - (size % TarHeader.BlockSize)) % TarHeader.BlockSize)));

    /// <summary>A whole small file.</summary>
    public void WriteFile(string name, ReadOnlySpan<byte> content, uint mode, DateTimeOffset modified)
    {
        WriteHeader(new TarEntry
        {
            Name = Encoding.UTF8.GetBytes(name),
            Kind = TarEntryKind.File,
            Mode = mode,
            Size = content.Length,
            ModifiedSeconds = modified.ToUnixTimeSeconds(),
        });
        Write(content);
        Pad(content.Length);
    }

    /// <summary>The end marker.</summary>
    public void Complete() => output.Write(Zeros);

    private static char FlagOf(TarEntryKind kind) => kind switch
    {
        TarEntryKind.HardLink => '1',
        TarEntryKind.SymbolicLink => '2',
        TarEntryKind.CharacterDevice => '3',
        TarEntryKind.BlockDevice => '4',
        TarEntryKind.Directory => '5',
        TarEntryKind.Fifo => '6',
        _ => '0',
    };

    // With the size in a PAX record the field is not read; zero is what Go writes.
    private static long SizeOf(TarEntry entry) => entry.Size > OctalLimit12 ? 0 : entry.Size;

    /// <summary>Names of up to 100 bytes, or 155 and 100 around a slash, fit; others go to a record and are cut.</summary>
    private static (ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Prefix) FitName(byte[] name, List<byte> pax)
    {
        if (name.Length <= NameSize)
        {
            return (name, default);
        }

        for (var slash = Math.Min(name.Length - 2, PrefixSize); slash > 0; slash--)
        {
            if (name[slash] == '/' && name.Length - slash - 1 <= NameSize)
            {
                return (name.AsMemory(slash + 1), name.AsMemory(0, slash));
            }
        }

        AddRecord(pax, "path"u8, name);
        return (name.AsMemory(0, NameSize), default);
    }

    private static void AddNumber(List<byte> pax, ReadOnlySpan<byte> key, long value, long limit)
    {
        if (value < 0 || value > limit)
        {
            AddRecord(pax, key, Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void AddTime(List<byte> pax, TarEntry entry)
    {
        var seconds = entry.ModifiedSeconds;
        var nanoseconds = entry.ModifiedNanoseconds;
        if (nanoseconds == 0 && seconds is >= 0 and <= OctalLimit12)
        {
            return;
        }

        // Before 1970 the fraction counts away from zero: -1.25 is two seconds before, and three quarters on.
        var sign = "";
        if (seconds < 0)
        {
            sign = "-";
            seconds = nanoseconds > 0 ? -(seconds + 1) : -seconds;
            nanoseconds = nanoseconds > 0 ? 1_000_000_000 - nanoseconds : 0;
        }

        var fraction = nanoseconds == 0 ? "" : "." + nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        AddRecord(pax, "mtime"u8, Encoding.ASCII.GetBytes(sign + seconds.ToString(CultureInfo.InvariantCulture) + fraction));
    }

    /// <summary>A record's length counts its own digits.</summary>
    private static void AddRecord(List<byte> pax, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var rest = key.Length + value.Length + 3;
        var length = rest + Digits(rest);
        length = rest + Digits(length);
        pax.AddRange(Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)));
        pax.Add((byte)' ');
        pax.AddRange(key);
        pax.Add((byte)'=');
        pax.AddRange(value);
        pax.Add((byte)'\n');
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private void WritePax(byte[] name, List<byte> pax)
    {
        var slash = name.AsSpan(0, Math.Max(name.Length - 1, 0)).LastIndexOf((byte)'/');
        byte[] paxName = [.. name.AsSpan(0, Math.Max(slash, 0)), .. slash > 0 ? "/"u8 : default, .. "PaxHeaders.0/"u8, .. name.AsSpan(slash + 1).TrimEnd((byte)'/')];
        var header = new TarEntry { Name = paxName, Kind = TarEntryKind.File, Size = pax.Count };
        WriteBlock(header, paxName.AsMemory(0, Math.Min(paxName.Length, NameSize)), default, (byte)'x', pax.Count, 0);
        output.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pax));
        Pad(pax.Count);
    }

    private void WriteBlock(
        TarEntry entry, ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> prefix, byte flag, long size, long seconds)
    {
        Span<byte> header = block;
        header.Clear();
        name.Span.CopyTo(header);
        Octal(header.Slice(100, 8), entry.Mode);
        Octal(header.Slice(108, 8), entry.UserId > OctalLimit8 ? 0 : entry.UserId);
        Octal(header.Slice(116, 8), entry.GroupId > OctalLimit8 ? 0 : entry.GroupId);
        Octal(header.Slice(124, 12), size);
        Octal(header.Slice(136, 12), seconds);
        header[156] = flag;
        entry.LinkName.AsSpan(0, Math.Min(entry.LinkName.Length, NameSize)).CopyTo(header[157..]);
        "ustar\0"u8.CopyTo(header[257..]);
        "00"u8.CopyTo(header[263..]);
        if (entry.Kind is TarEntryKind.CharacterDevice or TarEntryKind.BlockDevice)
        {
            Octal(header.Slice(329, 8), entry.DeviceMajor);
            Octal(header.Slice(337, 8), entry.DeviceMinor);
        }
        else
        {
            Octal(header.Slice(329, 8), 0);
            Octal(header.Slice(337, 8), 0);
        }

        prefix.Span.CopyTo(header[345..]);
        header.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var b in header)
        {
            sum += b;
        }

        Octal(header.Slice(148, 7), sum);
        output.Write(header);
    }

    /// <summary>Leading zeros and a final NUL.</summary>
    private static void Octal(Span<byte> field, long value)
    {
        for (var i = field.Length - 2; i >= 0; i--)
        {
            field[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }

        field[^1] = 0;
    }
}
