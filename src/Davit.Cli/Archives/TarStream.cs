using Davit.Client.Transport;
using Davit.Linux.Files;
using Davit.Linux;

namespace Davit.Cli.Archives;

/// <summary>An archive of files of this machine, made while it is read. Owns the file that is open at the moment.</summary>
internal sealed class TarStream : ReadOnlyByteStream
{
    private readonly IEnumerator<Piece> _pieces;
    private ReadOnlyMemory<byte> _bytes;
    private FileStream? _file;
    private long _fileLeft;

    /// <summary><paramref name="source"/> becomes the member <paramref name="name"/>, with everything below it.</summary>
    public TarStream(string source, string name, bool followLink) => _pieces = Walk(source, name, followLink).GetEnumerator();

    /// <summary>Content so far, without headers.</summary>
    public long ContentBytes { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (_fileLeft > 0)
            {
                return ReadFile(buffer);
            }

            if (_bytes.Length > 0)
            {
                var count = Math.Min(buffer.Length, _bytes.Length);
                _bytes.Span[..count].CopyTo(buffer);
                _bytes = _bytes[count..];
                return count;
            }

            if (!_pieces.MoveNext())
            {
                return 0;
            }

            _file?.Dispose();
            (_bytes, _file, _fileLeft) = (_pieces.Current.Bytes, _pieces.Current.File, _pieces.Current.Length);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        _pieces.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Exactly as many bytes as the header promised: a file that shrank meanwhile is filled up with zeros.</summary>
    private int ReadFile(Span<byte> buffer)
    {
        var window = buffer[..(int)Math.Min(buffer.Length, _fileLeft)];
        var count = _file!.Read(window);
        if (count == 0)
        {
            window.Clear();
            count = window.Length;
        }

        _fileLeft -= count;
        ContentBytes += count;
        return count;
    }

    private static IEnumerable<Piece> Walk(string source, string name, bool followLink)
    {
        var links = new Dictionary<(uint, uint, ulong), string>();
        foreach (var piece in Member(source, name, followLink, links))
        {
            yield return piece;
        }

        yield return new Piece(new byte[2 * TarHeader.BlockSize]);
    }

    private static IEnumerable<Piece> Member(string path, string name, bool follow, Dictionary<(uint, uint, ulong), string> links)
    {
        var errno = StatCalls.TryStat(null, path, follow ? 0 : Syscall.AtSymlinkNoFollow, out var stat);
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, "lstat", path);
        }

        var entry = Entry(path, name, stat);
        if (entry is null)
        {
            yield break; // sockets have no place in an archive
        }

        if (entry.Kind == TarEntryKind.File && stat.LinkCount > 1 && !links.TryAdd((stat.DeviceMajor, stat.DeviceMinor, stat.Inode), name))
        {
            entry = entry with { Kind = TarEntryKind.HardLink, LinkTarget = links[(stat.DeviceMajor, stat.DeviceMinor, stat.Inode)], Size = 0 };
        }

        FileStream? file = null;
        if (entry.Kind == TarEntryKind.File)
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
        }

        yield return new Piece(TarHeader.Write(entry));
        if (file is not null)
        {
            yield return new Piece(default, file, entry.Size);
            yield return new Piece(new byte[TarHeader.Padding(entry.Size)]);
        }

        if (entry.Kind == TarEntryKind.Directory)
        {
            foreach (var child in Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal))
            {
                foreach (var piece in Member(child, $"{name.TrimEnd('/')}/{Path.GetFileName(child)}", follow: false, links))
                {
                    yield return piece;
                }
            }
        }
    }

    private static TarEntry? Entry(string path, string name, Statx stat)
    {
        TarEntryKind? kind = stat.Kind switch
        {
            FileKind.Regular => TarEntryKind.File,
            FileKind.Directory => TarEntryKind.Directory,
            FileKind.SymbolicLink => TarEntryKind.SymbolicLink,
            FileKind.Fifo => TarEntryKind.Fifo,
            _ => null,
        };
        return kind is null ? null : new TarEntry
        {
            Name = kind == TarEntryKind.Directory ? name.TrimEnd('/') + "/" : name,
            Kind = kind.Value,
            LinkTarget = kind == TarEntryKind.SymbolicLink ? LinkCalls.ReadLink(null, path) ?? string.Empty : string.Empty,
            Mode = stat.Permissions,
            Uid = stat.Uid,
            Gid = stat.Gid,
            Size = kind == TarEntryKind.File ? (long)stat.Size : 0,
            ModifiedSeconds = stat.ModifyTime.Seconds,
        };
    }

    private readonly record struct Piece(ReadOnlyMemory<byte> Bytes, FileStream? File = null, long Length = 0);
}
