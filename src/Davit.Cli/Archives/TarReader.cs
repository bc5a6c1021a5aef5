using System.Globalization;
using System.Text;
using Davit.Client.Transport;

namespace Davit.Cli.Archives;

/// <summary>
/// Reads a tar archive forward: ustar, PAX and GNU long names. The archive comes from a container and is not trusted:
/// every length is bounded, every checksum is checked.
/// </summary>
internal sealed class TarReader(Stream archive)
{
    private const int LargestExtension = 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _block = new byte[TarHeader.BlockSize];
    private long _left;
    private int _padding;

    /// <summary>The content of the member that <see cref="Next"/> returned last; ends with it.</summary>
    public Stream Content => new MemberStream(this);

    /// <summary>The next member, or null at the end. Throws <see cref="InvalidDataException"/>.</summary>
    public TarEntry? Next()
    {
        SkipRest();
        var extensions = new Dictionary<string, string>(StringComparer.Ordinal);
        while (ReadBlock())
        {
            if (_block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                return null;
            }

            CheckSum();
            var size = Number(_block.AsSpan(124, 12));
            switch ((char)_block[156])
            {
                case 'x': ReadRecords(size, extensions); continue;
                case 'g': Skip(size + TarHeader.Padding(size)); continue;
                case 'L': extensions["path"] = ReadText(size); continue;
                case 'K': extensions["linkpath"] = ReadText(size); continue;
                default: return Member(size, extensions);
            }
        }

        return extensions.Count == 0 ? null : throw new InvalidDataException("the archive ends in the middle of a member");
    }

    private TarEntry Member(long size, Dictionary<string, string> extensions)
    {
        var kind = Kind((char)_block[156]);
        var isUstar = _block.AsSpan(257, 5).SequenceEqual("ustar"u8) && _block[262] == 0;
        var prefix = isUstar ? Text(_block.AsSpan(345, 155)) : string.Empty;
        var name = Text(_block.AsSpan(0, 100));
        if (extensions.TryGetValue("size", out var exact))
        {
            size = long.TryParse(exact, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : throw new InvalidDataException("the archive has a member of unknown size");
        }

        _left = kind == TarEntryKind.File ? size : 0;
        _padding = TarHeader.Padding(_left);
        name = extensions.GetValueOrDefault("path") ?? (prefix.Length > 0 ? $"{prefix}/{name}" : name);
        return new TarEntry
        {
            Name = name,
            Kind = kind == TarEntryKind.File && name.EndsWith('/') ? TarEntryKind.Directory : kind,
            LinkTarget = extensions.GetValueOrDefault("linkpath") ?? Text(_block.AsSpan(157, 100)),
            Mode = (uint)(Number(_block.AsSpan(100, 8)) & 0xFFF),
            Uid = Id(extensions, "uid", _block.AsSpan(108, 8)),
            Gid = Id(extensions, "gid", _block.AsSpan(116, 8)),
            Size = _left,
            ModifiedSeconds = Number(_block.AsSpan(136, 12)),
        };
    }

    private static TarEntryKind Kind(char type) => type switch
    {
        '0' or '\0' or '7' => TarEntryKind.File,
        '1' => TarEntryKind.HardLink,
        '2' => TarEntryKind.SymbolicLink,
        '3' => TarEntryKind.CharacterDevice,
        '4' => TarEntryKind.BlockDevice,
        '5' => TarEntryKind.Directory,
        '6' => TarEntryKind.Fifo,
        _ => TarEntryKind.Other,
    };

    private static uint Id(Dictionary<string, string> extensions, string key, ReadOnlySpan<byte> field) =>
        extensions.TryGetValue(key, out var text) && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (uint)Math.Clamp(Number(field), 0, uint.MaxValue - 1);

    private void ReadRecords(long size, Dictionary<string, string> extensions)
    {
        var content = ReadExtension(size).AsSpan();
        while (!content.IsEmpty)
        {
            var blank = content.IndexOf((byte)' ');
            if (blank <= 0 || !int.TryParse(content[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= blank + 1 || length > content.Length)
            {
                throw new InvalidDataException("the archive has a malformed extended header");
            }

            var record = content[(blank + 1)..(length - 1)];
            content = content[length..];
            var equals = record.IndexOf((byte)'=');
            var key = equals < 0 ? string.Empty : Encoding.ASCII.GetString(record[..equals]);
            if (key is "path" or "linkpath" or "size" or "uid" or "gid")
            {
                extensions[key] = Decode(record[(equals + 1)..]);
            }
        }
    }

    private string ReadText(long size)
    {
        var content = ReadExtension(size);
        return Text(content);
    }

    private byte[] ReadExtension(long size)
    {
        if (size is < 0 or > LargestExtension)
        {
            throw new InvalidDataException("the archive has an extended header that is too large");
        }

        var content = new byte[size];
        archive.ReadExactly(content);
        Skip(TarHeader.Padding(size));
        return content;
    }

    private bool ReadBlock()
    {
        var count = archive.ReadAtLeast(_block, _block.Length, throwOnEndOfStream: false);
        return count == _block.Length || (count == 0 ? false : throw new InvalidDataException("the archive ends in the middle of a block"));
    }

    private void CheckSum()
    {
        var stored = Number(_block.AsSpan(148, 8));
        long sum = 8 * ' ';
        for (var position = 0; position < _block.Length; position++)
        {
            sum += position is >= 148 and < 156 ? 0 : _block[position];
        }

        if (sum != stored)
        {
            throw new InvalidDataException("the archive is damaged: a header's checksum is wrong");
        }
    }

    private void SkipRest()
    {
        Skip(_left + _padding);
        _left = 0;
        _padding = 0;
    }

    private void Skip(long count)
    {
        Span<byte> scratch = stackalloc byte[8192];
        while (count > 0)
        {
            var read = archive.Read(scratch[..(int)Math.Min(scratch.Length, count)]);
            count -= read > 0 ? read : throw new EndOfStreamException("unexpected EOF");
        }
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Decode(end < 0 ? field : field[..end]);
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"the archive has a name that is not UTF-8: {Encoding.Latin1.GetString(bytes)}");
        }
    }

    /// <summary>Octal digits, or GNU's base 256 where the first bit is set.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            long wide = field[0] & 0x3F;
            foreach (var value in field[1..])
            {
                wide = wide <= long.MaxValue >> 8 ? (wide << 8) | value : throw new InvalidDataException("the archive has a number that is too large");
            }

            return wide;
        }

        long number = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            number = digit is >= (byte)'0' and <= (byte)'7' ? (number << 3) | (long)(digit - '0') : throw new InvalidDataException("the archive has a malformed number");
        }

        return number;
    }

    private sealed class MemberStream(TarReader reader) : ReadOnlyByteStream
    {
        public override int Read(Span<byte> buffer)
        {
            if (reader._left == 0 || buffer.IsEmpty)
            {
                return 0;
            }

            var count = reader.ReadArchive(buffer[..(int)Math.Min(buffer.Length, reader._left)]);
            reader._left -= count > 0 ? count : throw new EndOfStreamException("unexpected EOF");
            return count;
        }
    }

    private int ReadArchive(Span<byte> buffer) => archive.Read(buffer);
}
