using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Davit.Daemon.Http;
using Davit.Daemon.Options;

namespace Davit.Daemon.Sockets;

/// <summary>Sockets of a service manager (sd_listen_fds(3)): descriptors from 3 on, numbered by the environment.</summary>
internal static class InheritedSockets
{
    private const int First = 3;

    /// <exception cref="OptionException">There are none.</exception>
    public static IReadOnlyList<Listener> Take(bool tls)
    {
        if (Environment.GetEnvironmentVariable("LISTEN_PID") != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
            || !int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), out var count) || count < 1)
        {
            throw new OptionException("no sockets found via socket activation: make sure the service was started by systemd, or use -H unix://");
        }

        return [.. Enumerable.Range(First, count).Select(descriptor => Adopt(descriptor, tls))];
    }

    private static Listener Adopt(int descriptor, bool tls)
    {
        var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
        return new Listener(socket, tls && socket.LocalEndPoint is IPEndPoint);
    }
}
