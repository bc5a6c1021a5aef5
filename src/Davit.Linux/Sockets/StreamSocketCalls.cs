using System.Runtime.InteropServices;

namespace Davit.Linux.Sockets;

/// <summary>Connected unix stream sockets: who is at the other end, and sending without SIGPIPE.</summary>
public static unsafe partial class StreamSocketCalls
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int NoSignal = 0x4000;

    /// <summary>User id of the process at the other end at the time it connected (SO_PEERCRED, unix(7)).</summary>
    public static uint PeerUserId(FileDescriptor socket)
    {
        // struct ucred: pid, uid, gid.
        var credentials = stackalloc uint[3];
        var length = 3 * sizeof(uint);
        Syscall.Check(OptionCall(socket.Value, SocketLevel, PeerCredentials, credentials, &length), "getsockopt");
        return credentials[1];
    }

    /// <summary>Sends two pieces as one. Returns how many bytes were taken; negative with <paramref name="errno"/> on failure.</summary>
    public static int TrySend(FileDescriptor socket, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, out Errno errno)
    {
        fixed (byte* firstStart = first)
        fixed (byte* secondStart = second)
        {
            // Two struct iovec in a struct msghdr: name 8, name length 8, vectors 8, count 8, control 8, control length 8, flags 8.
            var vectors = stackalloc nint[4] { (nint)firstStart, first.Length, (nint)secondStart, second.Length };
            var message = stackalloc nint[7] { 0, 0, (nint)vectors, 2, 0, 0, 0 };
            nint count;
            do
            {
                count = SendCall(socket.Value, message, NoSignal);
                errno = count < 0 ? Syscall.LastErrno : Errno.None;
            }
            while (errno == Errno.EINTR);
            GC.KeepAlive(socket);
            return (int)count;
        }
    }

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int OptionCall(int socket, int level, int option, void* value, int* length);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendCall(int socket, nint* message, int flags);
}
