namespace Davit.Linux.Sockets;

/// <summary>Types of socket(2).</summary>
public enum SocketKind
{
    Stream = 1,
    Datagram = 2,

    /// <summary>Connected, with message borders.</summary>
    SeqPacket = 5,
}
