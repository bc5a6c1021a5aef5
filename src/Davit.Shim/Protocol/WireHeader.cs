using System.Buffers.Binary;

namespace Davit.Shim.Protocol;

/// <summary>
/// What every message starts with: length of the body (4 bytes), kind (1), id of the request (4), little-endian; an answer has the id of
/// its request. Requests on one connection may overlap and are answered in any order.
/// <para>
/// A shim lives as long as its container, so a daemon talks to shims of every version since <see cref="OldestVersion"/>. The rules:
/// fields are only ever appended to a body; who reads takes a default (zero, empty) for those that are missing and skips those it does not
/// know; a request that a shim does not know is answered with <see cref="ShimErrorKind.Unsupported"/>; kinds keep their
/// numbers and meaning. <see cref="Version"/> grows by one with each addition, and tells a daemon what it can ask for.
/// </para>
/// </summary>
internal readonly record struct WireHeader(int BodyLength, MessageKind Kind, uint Id)
{
    public const int Version = 1;
    public const int OldestVersion = 1;
    public const int Size = 9;

    /// <summary>No body is longer; a longer one is a broken or hostile peer.</summary>
    public const int MaxBody = 8 * 1024 * 1024;

    public static WireHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (MessageKind)bytes[4],
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[5..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, BodyLength);
        bytes[4] = (byte)Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[5..], Id);
    }
}
