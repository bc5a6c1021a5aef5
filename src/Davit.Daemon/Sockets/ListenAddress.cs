using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Davit.Daemon.Options;

namespace Davit.Daemon.Sockets;

/// <summary>One <c>-H</c>, read: a path, an address and port, or sockets that the service manager opened.</summary>
internal sealed record ListenAddress(ListenKind Kind, EndPoint? EndPoint, string Text)
{
    private const int PlainPort = 2375;
    private const int TlsPort = 2376;

    /// <exception cref="OptionException">None of these.</exception>
    public static ListenAddress Parse(string text, bool tls)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = at < 0 ? "tcp" : text[..at];
        var rest = at < 0 ? text : text[(at + 3)..];
        return scheme switch
        {
            "unix" => new ListenAddress(ListenKind.Unix, Path(rest, text), text),
            "fd" => new ListenAddress(ListenKind.Inherited, null, text),
            "tcp" => new ListenAddress(ListenKind.Tcp, Address(rest, tls, text), text),
            _ => throw Invalid(text),
        };
    }

    private static UnixDomainSocketEndPoint Path(string path, string text)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path.Length == 0 ? "/run/davit.sock" : System.IO.Path.GetFullPath(path));
        }
        catch (ArgumentException)
        {
            throw new OptionException($"Invalid bind address format: {text}: a socket's path may have 107 bytes");
        }
    }

    private static IPEndPoint Address(string rest, bool tls, string text)
    {
        var port = tls ? TlsPort : PlainPort;
        var colon = rest.LastIndexOf(':');
        var host = rest;
        if (colon >= 0 && !rest.EndsWith(']'))
        {
            host = rest[..colon];
            if (!ushort.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw Invalid(text);
            }

            port = number == 0 ? port : number;
        }

        var name = host.Trim('[', ']');
        var address = name is "" or "localhost" ? IPAddress.Loopback : IPAddress.TryParse(name, out var parsed) ? parsed : throw Invalid(text);
        return new IPEndPoint(address, port);
    }

    private static OptionException Invalid(string text) => new($"Invalid bind address format: {text}");
}
