using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Davit.Client.Transport;

/// <summary>
/// An open byte stream to the daemon: socket, TLS over a socket, or the two pipes of an ssh process. Blocking calls only:
/// a client is a short program, and blocking reads need neither the thread pool nor the epoll thread of asynchronous sockets.
/// One thread may read while another writes.
/// </summary>
internal sealed class EngineConnection : IDisposable
{
    private readonly Socket? _socket;
    private readonly SshTunnel? _tunnel;
    private readonly SslStream? _tls;

    private EngineConnection(Socket? socket, SslStream? tls, SshTunnel? tunnel)
    {
        _socket = socket;
        _tls = tls;
        _tunnel = tunnel;
    }

    /// <summary>Throws <see cref="EngineUnreachableException"/>.</summary>
    public static EngineConnection Open(EngineEndpoint endpoint)
    {
        if (endpoint.Kind == EndpointKind.Ssh)
        {
            return new EngineConnection(null, null, SshTunnel.Open(endpoint));
        }

        var socket = endpoint.Kind == EndpointKind.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (endpoint.Kind == EndpointKind.Unix)
            {
                socket.Connect(new UnixDomainSocketEndPoint(endpoint.Address));
                return new EngineConnection(socket, null, null);
            }

            socket.Connect(endpoint.Address, endpoint.Port);
            return new EngineConnection(socket, endpoint.Tls is null ? null : Secure(socket, endpoint), null);
        }
        catch (Exception error) when (error is SocketException or ArgumentException or IOException or System.Security.Authentication.AuthenticationException or System.Security.Cryptography.CryptographicException)
        {
            socket.Dispose();
            throw new EngineUnreachableException(endpoint, error);
        }
    }

    /// <summary>Nothing came since the last answer, not even the end: a connection that was closed while idle is readable.</summary>
    public bool IsQuiet => _socket is null || !_socket.Poll(0, SelectMode.SelectRead);

    public int Read(Span<byte> buffer)
    {
        try
        {
            return _tls is not null ? _tls.Read(buffer) : _socket is not null ? _socket.Receive(buffer) : _tunnel!.Read(buffer);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset)
        {
            return 0;
        }
        catch (SocketException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        if (_tls is not null)
        {
            _tls.Write(data);
            return;
        }

        if (_tunnel is not null)
        {
            _tunnel.Write(data);
            return;
        }

        try
        {
            while (!data.IsEmpty)
            {
                data = data[_socket!.Send(data)..];
            }
        }
        catch (SocketException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Tells the daemon that no more input follows; output still arrives.</summary>
    public void CloseWrite()
    {
        try
        {
            if (_tls is not null)
            {
                _tls.ShutdownAsync().GetAwaiter().GetResult();
            }

            _socket?.Shutdown(SocketShutdown.Send);
            _tunnel?.CloseWrite();
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
            // the daemon closed first: there is nothing left to tell it
        }
    }

    /// <summary>Ends a read that another thread is waiting in.</summary>
    public void Abort()
    {
        try
        {
            _socket?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // already gone
        }

        _tunnel?.Dispose();
    }

    public void Dispose()
    {
        _tls?.Dispose();
        _socket?.Dispose();
        _tunnel?.Dispose();
    }

    [SuppressMessage("Security", "CA5359", Justification = "--tls without --tlsverify encrypts without checking, as it says")]
    private static SslStream Secure(Socket socket, EngineEndpoint endpoint)
    {
        var options = endpoint.Tls!;
        var authorities = options.CaFile is null ? null : Authorities(options.CaFile);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        stream.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = endpoint.Address,
            ClientCertificates = options is { CertificateFile: not null, KeyFile: not null } ? [X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile)] : null,
            CertificateChainPolicy = authorities is null ? null : Policy(authorities),
            RemoteCertificateValidationCallback = options.Verify ? null : static (_, _, _, _) => true,
        });
        return stream;
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
