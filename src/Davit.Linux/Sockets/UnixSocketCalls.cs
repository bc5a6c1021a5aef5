using System.Runtime.InteropServices;
using System.Text;

namespace Davit.Linux.Sockets;

/// <summary>unix(7) sockets without System.Net: for the processes that must stay small.</summary>
public static partial class UnixSocketCalls
{
    private const int UnixFamily = 1;
    private const int CloseOnExec = 0x80000;

    /// <summary>sockaddr_un: the family, then at most 107 bytes of path and a NUL.</summary>
    private const int AddressSize = 110;

    /// <summary>Two connected sockets, socketpair(2).</summary>
    public static unsafe (FileDescriptor First, FileDescriptor Second) Pair(SocketKind kind)
    {
        var fds = stackalloc int[2];
        Syscall.Check(SocketpairCall(UnixFamily, (int)kind | CloseOnExec, 0, fds), "socketpair");
        return (new FileDescriptor(fds[0]), new FileDescriptor(fds[1]));
    }

    /// <summary>Connects to a socket by path; paths of any length work.</summary>
    public static FileDescriptor Connect(string path, SocketKind kind)
    {
        var socket = Create(kind);
        try
        {
            Syscall.Check(WithAddress(socket, path, connect: true), "connect", path);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Binds to a new path and listens.</summary>
    public static FileDescriptor Listen(string path, SocketKind kind, int backlog)
    {
        var socket = Create(kind);
        try
        {
            Syscall.Check(WithAddress(socket, path, connect: false), "bind", path);
            Syscall.Check(ListenCall(socket.Value, backlog), "listen", path);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The next connection; EAGAIN on a non-blocking socket without one.</summary>
    public static Errno TryAccept(FileDescriptor socket, bool nonBlocking, out FileDescriptor? connection)
    {
        while (true)
        {
            var fd = AcceptCall(socket.Value, 0, 0, CloseOnExec | (nonBlocking ? 0x800 : 0));
            connection = fd >= 0 ? new FileDescriptor(fd) : null;
            var errno = Syscall.ErrnoOf(fd);
            if (errno != Errno.EINTR)
            {
                return errno;
            }
        }
    }

    public static void ShutdownWrite(FileDescriptor socket) => ShutdownCall(socket.Value, 1);

    private static FileDescriptor Create(SocketKind kind) =>
        new(Syscall.Check(SocketCall(UnixFamily, (int)kind | CloseOnExec, 0), "socket"));

    // Longer paths go through a descriptor of the directory, which /proc names in a few bytes.
    private static int WithAddress(FileDescriptor socket, string path, bool connect)
    {
        if (Encoding.UTF8.GetByteCount(path) < 108)
        {
            return WithShortAddress(socket, path, connect);
        }

        var parent = Path.GetDirectoryName(path) ?? "/";
        using var directory = Files.OpenCalls.Open(parent, Files.OpenFlags.Path | Files.OpenFlags.Directory);
        return WithShortAddress(socket, $"{directory.ProcPath}/{Path.GetFileName(path)}", connect);
    }

    private static unsafe int WithShortAddress(FileDescriptor socket, string path, bool connect)
    {
        Span<byte> address = stackalloc byte[AddressSize];
        address.Clear();
        address[0] = UnixFamily;
        if (!Encoding.UTF8.TryGetBytes(path, address.Slice(2, 107), out var length))
        {
            throw new LinuxException(Errno.ENAMETOOLONG, connect ? "connect" : "bind", path);
        }

        fixed (byte* start = address)
        {
            return connect
                ? ConnectCall(socket.Value, start, (uint)(3 + length))
                : BindCall(socket.Value, start, (uint)(3 + length));
        }
    }

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static unsafe partial int SocketpairCall(int family, int type, int protocol, int* fds);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int SocketCall(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static unsafe partial int ConnectCall(int fd, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static unsafe partial int BindCall(int fd, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    private static partial int ListenCall(int fd, int backlog);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int AcceptCall(int fd, nint address, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    private static partial int ShutdownCall(int fd, int how);
}
