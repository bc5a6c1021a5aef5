namespace Davit.Storage.Archives;

/// <summary>Reads what <see cref="TarTape"/> wrote. Owns its input.</summary>
internal sealed class TarTapeReader(Stream input) : IDisposable
{
    private const int BytesLimit = 1 << 20;

    public TarTapeRecord Next()
    {
        var type = ReadByte();
        return type switch
        {
            TarTape.RawRecord => new TarTapeRecord(type, ReadBytes(), 0, 0),
            TarTape.FileRecord => new TarTapeRecord(type, ReadBytes(), ReadNumber(), ReadNumber()),
            TarTape.MovedRecord => new TarTapeRecord(type, ReadBytes(), ReadNumber(), 0),
            TarTape.EndRecord => new TarTapeRecord(type, [], 0, 0),
            _ => throw Damaged(),
        };
    }

    public void Dispose() => input.Dispose();

    private static StorageException Damaged() => new(StorageErrorKind.Internal, "the record of a layer's archive is damaged");

    private byte ReadByte() => input.ReadByte() is >= 0 and var value ? (byte)value : throw Damaged();

    private byte[] ReadBytes()
    {
        var length = ReadNumber();
        if (length is < 0 or > BytesLimit)
        {
            throw Damaged();
        }

        var bytes = new byte[length];
        return input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? bytes : throw Damaged();
    }

    private long ReadNumber()
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return (long)number;
            }
        }

        throw Damaged();
    }
}
