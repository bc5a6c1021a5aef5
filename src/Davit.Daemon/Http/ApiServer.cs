using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Davit.Daemon.Tls;
using Davit.Engine;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Davit.Daemon.Http;

/// <summary>
/// Kestrel without a host: HTTP/1.1 over bound sockets, with the hijack middleware on every connection. Start once,
/// dispose to stop.
/// </summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(500);

    private readonly KestrelServer server;
    private readonly ApiApplication application;
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<EndPoint, Socket> sockets = [];

    public ApiServer(RouteTable routes, IReadOnlyList<Listener> listeners, SslServerAuthenticationOptions? tls, CommonHeaders headers, EngineLog log)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = EmptyServices.Instance };
        Limit(options.Limits);
        foreach (var listener in listeners)
        {
            Add(options, listener, tls, log);
        }

        var transport = new SocketTransportOptions { CreateBoundListenSocket = endpoint => sockets[endpoint], MaxWriteBufferSize = 512 << 10 };
        server = new KestrelServer(
            Microsoft.Extensions.Options.Options.Create(options),
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(transport), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        application = new ApiApplication(routes, headers, log, stopping.Token);
    }

    public Task StartAsync(CancellationToken cancellation) => server.StartAsync(application, cancellation);

    /// <summary>Endless answers and attached streams end, short requests get a moment, then all connections close.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        using var time = new CancellationTokenSource(StopTime);
        await server.StopAsync(time.Token).ConfigureAwait(false);
        server.Dispose();
        stopping.Dispose();
    }

    private static void Limit(KestrelServerLimits limits)
    {
        // Archives have any size and logs may be silent for days; JSON bodies have a limit of their own (JsonBody).
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        limits.MaxRequestHeadersTotalSize = 1 << 20;
        limits.MaxRequestLineSize = 64 << 10;
        limits.MaxRequestBufferSize = 1 << 20;
    }

    private void Add(KestrelServerOptions options, Listener listener, SslServerAuthenticationOptions? tls, EngineLog log)
    {
        var endpoint = listener.Socket.LocalEndPoint!;
        sockets[endpoint] = listener.Socket;
        switch (endpoint)
        {
            case IPEndPoint address:
                options.Listen(address, Configure);
                break;
            case UnixDomainSocketEndPoint path:
                options.ListenUnixSocket(path.ToString()!, Configure);
                break;
            default:
                throw new InvalidOperationException($"cannot serve on {endpoint}");
        }

        void Configure(ListenOptions connections)
        {
            connections.Protocols = HttpProtocols.Http1;
            if (listener.Tls)
            {
                connections.Use(new TlsMiddleware(tls!, log).Wrap);
            }

            connections.Use(next => Hijackable(next, plain: !listener.Tls));
        }
    }

    private static ConnectionDelegate Hijackable(ConnectionDelegate next, bool plain) => async connection =>
    {
        await using var hijackable = new HijackableConnection(connection, plain);
        await next(hijackable).ConfigureAwait(false);
    };
}
