using Davit.Linux;
using Davit.Linux.Sockets;

namespace Davit.Runtime.Launching;

/// <summary>Hands the master of a console to whoever listens (<c>--console-socket</c>).</summary>
internal static class ConsoleSocket
{
    public static void Send(string path, FileDescriptor master)
    {
        using var socket = UnixSocketCalls.Connect(path, SocketKind.Stream);

        // The receiver gets the name as data, as runc sends it.
        DescriptorPassing.Send(socket, "/dev/ptmx"u8, master);
    }
}
