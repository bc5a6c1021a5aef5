using System.Runtime.InteropServices;

namespace Davit.Linux.Sockets;

/// <summary>SIOCOUTQ: what a socket has sent that is still on its way.</summary>
public static unsafe partial class SendQueue
{
    private const uint OutputQueue = 0x5411;

    /// <summary>
    /// Whether the other end of a unix stream socket has not read everything yet; what the queue counts is memory of the kernel and
    /// not bytes (unix(7), net/unix/af_unix.c: unix_outq_len). False for a socket that cannot tell.
    /// </summary>
    public static bool HasUnread(SafeHandle socket)
    {
        var count = 0;
        var added = false;
        try
        {
            socket.DangerousAddRef(ref added);
            return IoctlCall((int)socket.DangerousGetHandle(), OutputQueue, &count) == 0 && count > 0;
        }
        finally
        {
            if (added)
            {
                socket.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoctlCall(int socket, nuint request, int* count);
}
