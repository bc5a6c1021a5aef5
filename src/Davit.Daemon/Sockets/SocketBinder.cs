using System.Net;
using System.Net.Sockets;
using Davit.Daemon.Http;
using Davit.Daemon.Options;
using Davit.Engine;

namespace Davit.Daemon.Sockets;

/// <summary>Binds the sockets of all <c>-H</c>. They listen at once, so that clients wait instead of failing.</summary>
internal sealed class SocketBinder(Action<string, int> giveToGroup, EngineLog log)
{
    private const int Backlog = 512;

    /// <exception cref="OptionException">An address cannot be had, or TCP without TLS was not asked for in so many words.</exception>
    public IReadOnlyList<Listener> Bind(DaemonOptions options)
    {
        var listeners = new List<Listener>();
        foreach (var text in options.Hosts.Distinct(StringComparer.Ordinal))
        {
            listeners.AddRange(Bind(ListenAddress.Parse(text, options.Tls), options));
        }

        return listeners;
    }

    private IEnumerable<Listener> Bind(ListenAddress address, DaemonOptions options)
    {
        try
        {
            return address.Kind switch
            {
                ListenKind.Unix => [new Listener(BindPath((UnixDomainSocketEndPoint)address.EndPoint!, options.Group), Tls: false)],
                ListenKind.Tcp => [new Listener(BindAddress((IPEndPoint)address.EndPoint!, options), options.Tls)],
                _ => InheritedSockets.Take(options.Tls),
            };
        }
        catch (SocketException failure)
        {
            throw new OptionException($"can't create {address.Text} socket: {failure.Message}");
        }
    }

    private Socket BindPath(UnixDomainSocketEndPoint endpoint, string group)
    {
        var path = endpoint.ToString()!;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        RemoveStale(endpoint, path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(endpoint);

        // Until here only root may connect (the umask takes the group's write bit away).
        if (Groups.Find(group) is { } id)
        {
            giveToGroup(path, id);
        }
        else
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            log.Debug($"group {group} does not exist: only root may use {path}");
        }

        socket.Listen(Backlog);
        return socket;
    }

    private static void RemoveStale(UnixDomainSocketEndPoint endpoint, string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        if ((File.GetAttributes(path) & FileAttributes.Directory) != 0)
        {
            throw new OptionException($"can't create unix socket {path}: it is a directory");
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endpoint);
        }
        catch (SocketException)
        {
            File.Delete(path);
            return;
        }

        throw new OptionException($"can't create unix socket {path}: another daemon serves it");
    }

    private Socket BindAddress(IPEndPoint endpoint, DaemonOptions options)
    {
        if (!options.Tls && !options.InsecureTcp)
        {
            throw new OptionException(
                $"refusing to serve tcp://{endpoint} without TLS: whoever can connect is root on this host. Use --tlsverify with certificates, or --tls=false if that is what you want");
        }

        if (!options.Tls)
        {
            log.Warning($"[INSECURE] API on tcp://{endpoint} is open to everybody who can connect: that is access as root on this host");
        }
        else if (!options.TlsVerify)
        {
            log.Warning($"[INSECURE] API on tcp://{endpoint} does not ask for client certificates (--tlsverify): that is access as root on this host");
        }

        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(endpoint);
        socket.Listen(Backlog);
        return socket;
    }
}
