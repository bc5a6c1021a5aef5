using System.Globalization;
using System.Text;

namespace Davit.Cli.Archives;

/// <summary>Tar header blocks: ustar with PAX records where a field does not fit (pax(1), "ustar Interchange Format").</summary>
internal static class TarHeader
{
    public const int BlockSize = 512;

    private const int ShortName = 100;
    private const long LargestOctalSize = 0x1FFFFFFFF; // eleven octal digits

    /// <summary>The header of a member, with a PAX header before it where needed.</summary>
    public static byte[] Write(TarEntry entry)
    {
        var records = new StringBuilder();
        AddRecord(records, "path", entry.Name, NeedsRecord(entry.Name));
        AddRecord(records, "linkpath", entry.LinkTarget, NeedsRecord(entry.LinkTarget));
        AddRecord(records, "size", entry.Size.ToString(CultureInfo.InvariantCulture), entry.Size > LargestOctalSize);
        if (records.Length == 0)
        {
            return Block(entry, Type(entry.Kind));
        }

        var content = Encoding.UTF8.GetBytes(records.ToString());
        var extension = entry with { Name = "PaxHeaders/entry", LinkTarget = string.Empty, Size = content.Length, Mode = 0x1a4 };
        return [.. Block(extension, 'x'), .. content, .. new byte[Padding(content.Length)], .. Block(entry, Type(entry.Kind))];
    }

    public static int Padding(long size) => (int)((BlockSize - (size % BlockSize)) % BlockSize);

    private static bool NeedsRecord(string text) => Encoding.UTF8.GetByteCount(text) > ShortName || !Ascii.IsValid(text);

    private static void AddRecord(StringBuilder records, string key, string value, bool needed)
    {
        if (!needed)
        {
            return;
        }

        // The length counts its own digits.
        var rest = Encoding.UTF8.GetByteCount(value) + key.Length + 3;
        var length = rest + rest.ToString(CultureInfo.InvariantCulture).Length;
        length = rest + length.ToString(CultureInfo.InvariantCulture).Length;
        records.Append(CultureInfo.InvariantCulture, $"{length} {key}={value}\n");
    }

    private static byte[] Block(TarEntry entry, char type)
    {
        var block = new byte[BlockSize];
        Text(block.AsSpan(0, ShortName), entry.Name);
        Octal(block.AsSpan(100, 8), entry.Mode);
        Octal(block.AsSpan(108, 8), entry.Uid);
        Octal(block.AsSpan(116, 8), entry.Gid);
        Octal(block.AsSpan(124, 12), Math.Min(entry.Size, LargestOctalSize));
        Octal(block.AsSpan(136, 12), Math.Max(entry.ModifiedSeconds, 0));
        block[156] = (byte)type;
        Text(block.AsSpan(157, ShortName), entry.LinkTarget);
        "ustar\0"u8.CopyTo(block.AsSpan(257));
        "00"u8.CopyTo(block.AsSpan(263));
        block.AsSpan(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in block)
        {
            sum += value;
        }

        Octal(block.AsSpan(148, 7), sum);
        return block;
    }

    private static char Type(TarEntryKind kind) => kind switch
    {
        TarEntryKind.HardLink => '1',
        TarEntryKind.SymbolicLink => '2',
        TarEntryKind.CharacterDevice => '3',
        TarEntryKind.BlockDevice => '4',
        TarEntryKind.Directory => '5',
        TarEntryKind.Fifo => '6',
        _ => '0',
    };

    private static void Text(Span<byte> field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, field.Length)).CopyTo(field);
    }

    private static void Octal(Span<byte> field, long value)
    {
        for (var position = field.Length - 2; position >= 0; position--)
        {
            field[position] = (byte)('0' + (value & 7));
            value >>= 3;
        }
    }
}
