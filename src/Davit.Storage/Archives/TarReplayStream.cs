using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Streams;

namespace Davit.Storage.Archives;

/// <summary>The archive that a tape and the unpacked files make together. Owns what it is given.</summary>
internal sealed class TarReplayStream : ReadOnlyStream
{
    private readonly TarTapeReader tape;
    private readonly FileDescriptor root;
    private readonly FileDescriptor? movedRoot;
    private readonly IReadOnlyList<(long Position, byte[] Path, long Number)> moves;
    private TarTapeRecord current;
    private FileDescriptor? file;
    private byte[] filePath = [];
    private long position;
    private long recordNumber;
    private bool ended;

    /// <param name="tape">Positioned at its start.</param>
    /// <param name="root">The directory the archive was unpacked into.</param>
    /// <param name="movedRoot">The directory with what was replaced while unpacking; null if nothing was.</param>
    /// <param name="moves">Every replacement with the number of its record.</param>
    public TarReplayStream(
        TarTapeReader tape, FileDescriptor root, FileDescriptor? movedRoot, IReadOnlyList<(long Position, byte[] Path, long Number)> moves)
    {
        this.tape = tape;
        this.root = root;
        this.movedRoot = movedRoot;
        this.moves = moves;
    }

    public override int Read(Span<byte> buffer)
    {
        while (!ended && buffer.Length > 0)
        {
            if (position < LengthOf(current))
            {
                return ReadCurrent(buffer);
            }

            current = tape.Next();
            recordNumber++;
            position = 0;
            ended = current.Type == TarTape.EndRecord;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            tape.Dispose();
            root.Dispose();
            movedRoot?.Dispose();
            file?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static long LengthOf(TarTapeRecord record) => record.Type switch
    {
        TarTape.RawRecord => record.Bytes.Length,
        TarTape.FileRecord => record.Length,
        _ => 0,
    };

    private int ReadCurrent(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, LengthOf(current) - position);
        if (current.Type == TarTape.RawRecord)
        {
            current.Bytes.AsSpan((int)position, count).CopyTo(buffer);
        }
        else
        {
            Open(current.Bytes);
            count = FileSystemCalls.ReadAt(file!, buffer[..count], current.Offset + position);
            if (count == 0)
            {
                throw new StorageException(StorageErrorKind.Internal, $"layer file {DisplayText.Of(filePath)} is shorter than its archive said");
            }
        }

        position += count;
        return count;
    }

    private void Open(byte[] path)
    {
        if (file is not null && position > 0)
        {
            return;
        }

        if (file is not null && path.AsSpan().SequenceEqual(filePath) && moves.Count == 0)
        {
            return;
        }

        file?.Dispose();
        file = null;
        var (directory, name) = Locate(path);
        var errno = ByteNameCalls.TryOpenResolved(
            directory, name, OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlock, ResolveFlags.Beneath | ResolveFlags.NoSymlinks, 0, out file);
        if (errno != Errno.None)
        {
            throw new StorageException(
                StorageErrorKind.Internal, $"layer file {DisplayText.Of(path)} is gone", new LinuxException(errno, "openat2", DisplayText.Of(path)));
        }

        filePath = path;
    }

    /// <summary>Follows the first replacement of the path, or of a directory above it, that came after this record.</summary>
    private (FileDescriptor Directory, byte[] Name) Locate(byte[] path)
    {
        foreach (var (at, moved, number) in moves)
        {
            if (at > recordNumber && path.AsSpan().StartsWith(moved) && (path.Length == moved.Length || path[moved.Length] == '/'))
            {
                return (movedRoot!, [.. System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. path[moved.Length..]]);
            }
        }

        return (root, path);
    }
}
