using System.Net.Sockets;
using System.Text;

namespace Davit.Daemon.Sockets;

/// <summary>Tells the service manager that the daemon answers (sd_notify(3)); nothing happens without one.</summary>
internal static class ServiceNotification
{
    public static void Ready()
    {
        var path = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            // A leading @ stands for the NUL of an abstract name (unix(7)).
            socket.SendTo(Encoding.ASCII.GetBytes("READY=1\n"), new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path));
        }
        catch (SocketException)
        {
            // The service manager's loss: the daemon works without it.
        }
    }
}
