namespace Davit.Storage.Archives;

/// <summary>
/// Records how to write an unpacked archive again bit for bit: everything that is no file's content goes to the tape, file contents as
/// references to the unpacked files. So a layer is on disk once and can still be saved under its digest. Not thread-safe.
/// </summary>
/// <remarks>
/// Records: <c>R</c> length bytes; <c>F</c> path offset length; <c>M</c> path number (a path that was replaced later on, kept under that
/// number); <c>E</c>. Numbers are LEB128, paths have their length before them.
/// </remarks>
internal sealed class TarTape(Stream output) : IDisposable
{
    public const byte RawRecord = (byte)'R';
    public const byte FileRecord = (byte)'F';
    public const byte MovedRecord = (byte)'M';
    public const byte EndRecord = (byte)'E';

    private readonly byte[] pending = new byte[1 << 16];
    private int used;

    /// <summary>Paths that were replaced within the archive.</summary>
    public int Moved { get; private set; }

    /// <summary>Bytes of the archive that are no file's content.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, pending.Length - used)];
            part.CopyTo(pending.AsSpan(used));
            used += part.Length;
            bytes = bytes[part.Length..];
            if (used == pending.Length)
            {
                FlushRaw();
            }
        }
    }

    /// <summary>The next bytes of the archive are in the unpacked file at this path.</summary>
    public void File(ReadOnlySpan<byte> path, long offset, long length)
    {
        FlushRaw();
        output.WriteByte(FileRecord);
        WriteBytes(path);
        WriteNumber(offset);
        WriteNumber(length);
    }

    /// <summary>What stands at this path so far was put aside; returns the number it is kept under.</summary>
    public int Move(ReadOnlySpan<byte> path)
    {
        FlushRaw();
        output.WriteByte(MovedRecord);
        WriteBytes(path);
        WriteNumber(++Moved);
        return Moved;
    }

    /// <summary>Ends the tape; the output stays open.</summary>
    public void Complete()
    {
        FlushRaw();
        output.WriteByte(EndRecord);
        output.Flush();
    }

    public void Dispose() => output.Dispose();

    private void FlushRaw()
    {
        if (used > 0)
        {
            output.WriteByte(RawRecord);
            WriteBytes(pending.AsSpan(0, used));
            used = 0;
        }
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteNumber(bytes.Length);
        output.Write(bytes);
    }

    private void WriteNumber(long number)
    {
        var rest = (ulong)number;
        for (; rest >= 0x80; rest >>= 7)
        {
            output.WriteByte((byte)(rest | 0x80));
        }

        output.WriteByte((byte)rest);
    }
}
