using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Davit.Daemon.Http;
using Davit.Engine;
using Microsoft.AspNetCore.Connections;

namespace Davit.Daemon.Tls;

/// <summary>Puts TLS between the socket and HTTP. A failed handshake costs its connection only.</summary>
internal sealed class TlsMiddleware(SslServerAuthenticationOptions options, EngineLog log)
{
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);

    public ConnectionDelegate Wrap(ConnectionDelegate next) => connection => RunAsync(connection, next);

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var plain = connection.Transport;
        await using var tls = new SslStream(new DuplexPipeStream(plain), leaveInnerStreamOpen: true);
        if (!await HandshakeAsync(tls, connection).ConfigureAwait(false))
        {
            return;
        }

        connection.Transport = new DuplexPipe(
            PipeReader.Create(tls, new StreamPipeReaderOptions(bufferSize: 16 << 10, leaveOpen: true)),
            PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true)));
        try
        {
            await next(connection).ConfigureAwait(false);
            await connection.Transport.Output.CompleteAsync().ConfigureAwait(false);
            await tls.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or ObjectDisposedException)
        {
            log.Debug($"TLS connection from {connection.RemoteEndPoint} broke: {failure.Message}");
        }
        finally
        {
            await connection.Transport.Input.CompleteAsync().ConfigureAwait(false);
            connection.Transport = plain;
        }
    }

    private async Task<bool> HandshakeAsync(SslStream tls, ConnectionContext connection)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        time.CancelAfter(HandshakeTime);
        try
        {
            await tls.AuthenticateAsServerAsync(options, time.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            log.Information($"TLS handshake error from {connection.RemoteEndPoint}: {failure.InnerException?.Message ?? failure.Message}");
            return false;
        }
    }
}
