using System.Runtime.InteropServices;

namespace Davit.Linux.Netlink;

/// <summary>
/// A netlink(7) socket, bound, with extended acknowledgements. It belongs to the network namespace of the thread that opened it,
/// for ever. One thread sends and receives at a time; <see cref="Wake"/> may be called by any.
/// </summary>
public sealed partial class NetlinkSocket : IDisposable
{
    private const int AddressFamily = 16;
    private const int RawCloexec = 3 | 0x80000;
    private const int SocketLevel = 1;
    private const int SendBufferForce = 32;
    private const int ReceiveBufferForce = 33;
    private const int NetlinkLevel = 270;
    private const int AddMembership = 1;
    private const int CapAck = 10;
    private const int ExtendedAck = 11;
    private const int MessageTruncated = 0x20;
    private const int BufferBytes = 4 * 1024 * 1024;

    private readonly FileDescriptor _socket;
    private FileDescriptor? _wake;

    private NetlinkSocket(FileDescriptor socket, uint port)
    {
        _socket = socket;
        Port = port;
    }

    /// <summary>The kernel's name for this socket; notifications of changes made through it carry it.</summary>
    public uint Port { get; }

    public static unsafe NetlinkSocket Open(NetlinkProtocol protocol)
    {
        var socket = new FileDescriptor(Syscall.Check(SocketCall(AddressFamily, RawCloexec, (int)protocol), "socket", "netlink"));
        try
        {
            Set(socket, NetlinkLevel, ExtendedAck, 1);
            Set(socket, NetlinkLevel, CapAck, 1);
            // A batch goes out in one sendmsg, and answers queue up until it ends. Needs CAP_NET_ADMIN; the default size does otherwise.
            TrySet(socket, SocketLevel, SendBufferForce, BufferBytes);
            TrySet(socket, SocketLevel, ReceiveBufferForce, BufferBytes);
            var address = new SocketAddress { Family = AddressFamily };
            Syscall.Check(BindCall(socket.Value, &address, sizeof(SocketAddress)), "bind", "netlink");
            var length = sizeof(SocketAddress);
            Syscall.Check(NameCall(socket.Value, &address, &length), "getsockname", "netlink");
            return new NetlinkSocket(socket, address.Port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Subscribes to a multicast group (RTNLGRP_, NFNLGRP_).</summary>
    public void Join(int group) => Set(_socket, NetlinkLevel, AddMembership, group);

    public unsafe void Send(ReadOnlySpan<byte> data)
    {
        var address = new SocketAddress { Family = AddressFamily };
        fixed (byte* start = data)
        {
            while (SendCall(_socket.Value, start, (nuint)data.Length, 0, &address, sizeof(SocketAddress)) < 0)
            {
                if (Syscall.LastErrno != Errno.EINTR)
                {
                    throw LinuxException.FromLastError("sendto", "netlink");
                }
            }
        }
    }

    /// <summary>Waits for the next datagram. ENOBUFS means that notifications were lost.</summary>
    public int Receive(Span<byte> buffer)
    {
        var length = TryReceive(buffer, out var errno);
        return errno == Errno.None ? length : throw new LinuxException(errno, "recv", "netlink");
    }

    /// <summary>The same, with the error number as a value; EMSGSIZE for a datagram that does not fit.</summary>
    public unsafe int TryReceive(Span<byte> buffer, out Errno errno)
    {
        fixed (byte* start = buffer)
        {
            nint length;
            do
            {
                length = ReceiveCall(_socket.Value, start, (nuint)buffer.Length, MessageTruncated);
                errno = length < 0 ? Syscall.LastErrno : Errno.None;
            }
            while (errno == Errno.EINTR);
            errno = length > buffer.Length ? Errno.EMSGSIZE : errno;
            return (int)length;
        }
    }

    /// <summary>Waits until a datagram is there (true), or until <see cref="Wake"/> was called or the time is over (false).</summary>
    public unsafe bool Wait(int milliseconds)
    {
        var wake = WakeDescriptor();
        var polls = stackalloc PollEntry[2];
        polls[0] = new PollEntry { Descriptor = _socket.Value, Events = 1 };
        polls[1] = new PollEntry { Descriptor = wake.Value, Events = 1 };
        while (PollCall(polls, 2, milliseconds) < 0)
        {
            if (Syscall.LastErrno != Errno.EINTR)
            {
                throw LinuxException.FromLastError("poll", "netlink");
            }
        }

        return polls[1].Returned == 0 && polls[0].Returned != 0;
    }

    /// <summary>Ends this and every later <see cref="Wait"/>.</summary>
    public unsafe void Wake()
    {
        var one = 1UL;
        _ = WriteCall(WakeDescriptor().Value, (byte*)&one, sizeof(ulong));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _wake?.Dispose();
    }

    private FileDescriptor WakeDescriptor()
    {
        if (_wake is null)
        {
            var made = new FileDescriptor(Syscall.Check(EventCall(0, 0x80000), "eventfd"));
            if (Interlocked.CompareExchange(ref _wake, made, null) is not null)
            {
                made.Dispose();
            }
        }

        return _wake;
    }

    private static void Set(FileDescriptor socket, int level, int option, int value) =>
        Syscall.Check(OptionCall(socket.Value, level, option, in value, sizeof(int)), "setsockopt", "netlink");

    private static void TrySet(FileDescriptor socket, int level, int option, int value) =>
        _ = OptionCall(socket.Value, level, option, in value, sizeof(int));

    [StructLayout(LayoutKind.Sequential)]
    private struct SocketAddress
    {
        public ushort Family;
        public ushort Padding;
        public uint Port;
        public uint Groups;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int SocketCall(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static unsafe partial int BindCall(int fd, SocketAddress* address, int length);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static unsafe partial int NameCall(int fd, SocketAddress* address, int* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int OptionCall(int fd, int level, int option, in int value, int length);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static unsafe partial nint SendCall(int fd, byte* data, nuint length, int flags, SocketAddress* address, int addressLength);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static unsafe partial nint ReceiveCall(int fd, byte* data, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int PollCall(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventCall(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteCall(int fd, byte* data, nuint length);
}
