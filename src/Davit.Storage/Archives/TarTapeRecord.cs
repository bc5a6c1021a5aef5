namespace Davit.Storage.Archives;

/// <summary>One record of a <see cref="TarTape"/>.</summary>
internal readonly record struct TarTapeRecord(byte Type, byte[] Bytes, long Offset, long Length);
