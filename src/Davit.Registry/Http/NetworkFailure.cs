using System.Net.Sockets;
using System.Security.Authentication;

namespace Davit.Registry.Http;

/// <summary>What went wrong below HTTP, in the words that users of docker know from Go.</summary>
internal static class NetworkFailure
{
    /// <summary>Whether this is a failure of the network, and not the caller's wish.</summary>
    public static bool Is(Exception failure, CancellationToken caller) => failure switch
    {
        OperationCanceledException => !caller.IsCancellationRequested,
        HttpRequestException or IOException or AuthenticationException or SocketException => !caller.IsCancellationRequested,
        _ => false,
    };

    public static RegistryException From(Exception failure, HttpMethod method, Uri address, bool stalled)
    {
        var (kind, words, transient, connect) = Explain(failure, address, stalled);
        return new RegistryException(kind, $"{Text.Request(method, address)}: {words}", failure) { IsTransient = transient, IsConnectFailure = connect };
    }

    private static (RegistryErrorKind Kind, string Words, bool Transient, bool Connect) Explain(Exception failure, Uri address, bool stalled)
    {
        var dial = $"dial tcp {address.Host}:{address.Port}: ";
        return failure switch
        {
            _ when stalled => (RegistryErrorKind.Unavailable, "nothing was received or sent for too long (timeout)", true, false),
            OperationCanceledException => (RegistryErrorKind.Unavailable, dial + "i/o timeout", true, true),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                (RegistryErrorKind.Protocol, "the headers of the answer are too large", false, false),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                (RegistryErrorKind.Unavailable, $"dial tcp: lookup {address.IdnHost}: {Lookup(failure)}", true, true),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                (RegistryErrorKind.Unavailable, dial + Connect(failure), true, true),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                (RegistryErrorKind.Unavailable, $"proxyconnect tcp: {failure.Message}", true, true),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                (RegistryErrorKind.Unavailable, Tls(failure), false, true),
            _ => (RegistryErrorKind.Unavailable, $"the connection broke ({Innermost(failure).Message.TrimEnd('.')})", true, false),
        };
    }

    private static string Lookup(Exception failure) =>
        Innermost(failure) is SocketException { SocketErrorCode: SocketError.TryAgain } ? "temporary failure in name resolution" : "no such host";

    private static string Connect(Exception failure) => Innermost(failure) is not SocketException socket ? failure.Message : socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connect: connection refused",
        SocketError.NetworkUnreachable => "connect: network is unreachable",
        SocketError.HostUnreachable => "connect: no route to host",
        SocketError.ConnectionReset => "connection reset by peer",
        SocketError.TimedOut => "i/o timeout",
        _ => "connect: " + socket.Message,
    };

    private static string Tls(Exception failure)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause.Message.StartsWith("x509:", StringComparison.Ordinal))
            {
                return "tls: failed to verify certificate: " + cause.Message;
            }

            if (cause.Message.Contains("corrupted frame", StringComparison.Ordinal))
            {
                return "http: server gave HTTP response to HTTPS client";
            }
        }

        return "tls: handshake failure: " + Innermost(failure).Message;
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
