namespace Davit.Storage.Archives;

/// <summary>Fields of a 512-byte tar header block (POSIX ustar; GNU's variant; tar(5)).</summary>
internal static class TarHeader
{
    public const int BlockSize = 512;

    /// <summary>The magic of POSIX, <c>ustar NUL</c>: the prefix field counts.</summary>
    public static bool IsPosix(ReadOnlySpan<byte> header) => header.Slice(257, 6).SequenceEqual("ustar\0"u8);

    /// <summary>Whether the checksum is right, computed unsigned or, as old tars did, signed.</summary>
    public static bool HasValidChecksum(ReadOnlySpan<byte> header)
    {
        if (!TryNumber(header.Slice(148, 8), out var stored))
        {
            return false;
        }

        int unsigned = 0, signed = 0;
        for (var i = 0; i < BlockSize; i++)
        {
            var b = i is >= 148 and < 156 ? (byte)' ' : header[i];
            unsigned += b;
            signed += (sbyte)b;
        }

        return stored == unsigned || stored == signed;
    }

    /// <summary>A field up to its first NUL.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    /// <summary>An octal number, or GNU's base-256 (first bit set, big-endian two's complement).</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if ((field[0] & 0x80) != 0)
        {
            return TryBase256(field, out value);
        }

        field = field.Trim(" \0"u8);
        if (field.IndexOfAny((byte)0, (byte)' ') is >= 0 and var end)
        {
            field = field[..end];
        }

        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }

    private static bool TryBase256(ReadOnlySpan<byte> field, out long value)
    {
        var negative = (field[0] & 0x40) != 0;
        value = negative ? -1 : 0;
        for (var i = 0; i < field.Length; i++)
        {
            var b = i == 0 ? (byte)((field[0] & 0x3f) | (negative ? 0xc0 : 0)) : field[i];

            // More than 63 bits: what is shifted out must be sign only.
            var top = value >> 55;
            if (top is not (0 or -1) || (top == 0) == negative)
            {
                return false;
            }

            value = (value << 8) | b;
        }

        return (value < 0) == negative;
    }
}
