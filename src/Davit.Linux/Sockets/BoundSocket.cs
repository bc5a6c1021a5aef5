using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Davit.Linux.Sockets;

/// <summary>A socket of a protocol that System.Net does not know, bound so that nobody else can have its address.</summary>
public static partial class BoundSocket
{
    private const int StreamCloexec = 1 | 0x80000;

    /// <summary>socket(2), bind(2), listen(2); an error number instead when one of them fails. The caller disposes the descriptor.</summary>
    public static Errno TryListen(int protocol, IPEndPoint endpoint, out FileDescriptor? socket)
    {
        socket = null;
        var v6 = endpoint.AddressFamily == AddressFamily.InterNetworkV6;
        var fd = SocketCall(v6 ? 10 : 2, StreamCloexec, protocol);
        if (fd < 0)
        {
            return Syscall.LastErrno;
        }

        var made = new FileDescriptor(fd);
        var errno = Bind(made, Encode(endpoint, v6));
        if (errno != Errno.None)
        {
            made.Dispose();
            return errno;
        }

        socket = made;
        return Errno.None;
    }

    private static unsafe Errno Bind(FileDescriptor socket, byte[] address)
    {
        fixed (byte* start = address)
        {
            var errno = Syscall.ErrnoOf(BindCall(socket.Value, start, address.Length));
            return errno == Errno.None ? Syscall.ErrnoOf(ListenCall(socket.Value, 0)) : errno;
        }
    }

    /// <summary>struct sockaddr_in or sockaddr_in6.</summary>
    private static byte[] Encode(IPEndPoint endpoint, bool v6)
    {
        var bytes = new byte[v6 ? 28 : 16];
        MemoryMarshal.Write(bytes, (ushort)(v6 ? 10 : 2));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)endpoint.Port);
        endpoint.Address.GetAddressBytes().CopyTo(bytes, v6 ? 8 : 4);
        return bytes;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int SocketCall(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static unsafe partial int BindCall(int fd, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    private static partial int ListenCall(int fd, int backlog);
}
