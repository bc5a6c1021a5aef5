using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Davit.Daemon.Http;
using Davit.Daemon.Tests.Http;
using Davit.Daemon.Tls;
using Davit.Engine;

namespace Davit.Daemon.Tests.Tls;

/// <summary>TCP with TLS: who is let in.</summary>
public sealed class TlsTests : IDisposable
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    private readonly TestAuthority authority = new("good");
    private readonly TestAuthority rogue = new("rogue");

    public void Dispose()
    {
        authority.Dispose();
        rogue.Dispose();
    }

    [Fact]
    public async Task A_client_with_a_certificate_of_the_authority_is_answered()
    {
        await using var server = await ServeAsync(verify: true);

        Assert.Contains("\"Id\":\"a\"", await GetAsync(server.Port, authority.Issue("client", ClientPurpose)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        await using var server = await ServeAsync(verify: true);

        await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(server.Port, rogue.Issue("client", ClientPurpose)));
        Assert.Contains("\"Id\":\"a\"", await GetAsync(server.Port, authority.Issue("client", ClientPurpose)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_s_certificate_is_none_for_clients()
    {
        await using var server = await ServeAsync(verify: true);

        await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(server.Port, authority.Issue("other", ServerPurpose)));
    }

    [Fact]
    public async Task No_certificate_is_refused()
    {
        await using var server = await ServeAsync(verify: true);

        await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(server.Port, null));
    }

    [Fact]
    public async Task Without_verification_no_certificate_is_needed()
    {
        await using var server = await ServeAsync(verify: false);

        Assert.Contains("\"Id\":\"a\"", await GetAsync(server.Port, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hijacked_stream_works_over_TLS_to_its_last_byte()
    {
        await using var server = await ServeAsync(verify: true);
        using var tcp = new TcpClient();
        await using var tls = await ConnectAsync(tcp, server.Port, authority.Issue("client", ClientPurpose));

        await tls.WriteAsync("POST /attach HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nping"u8.ToArray());
        await server.Streams.Output.WriteAsync(new byte[1 << 20]);
        await server.Streams.Output.WriteAsync("the end"u8.ToArray());
        await server.Streams.Output.CompleteAsync();

        var answer = await ReadToEndAsync(tls);
        Assert.StartsWith("HTTP/1.1 101 UPGRADED", answer, StringComparison.Ordinal);
        Assert.EndsWith("the end", answer, StringComparison.Ordinal);
        Assert.True(answer.Length > 1 << 20);
    }

    [Theory]
    [InlineData("missing.pem", "server-key.pem", "ca.pem")]
    [InlineData("server.pem", "missing.pem", "ca.pem")]
    [InlineData("server.pem", "server-key.pem", "missing.pem")]
    public void A_missing_file_is_named(string certificate, string key, string root)
    {
        authority.Issue("server", ServerPurpose).Dispose();
        var files = new TlsFiles(authority.File(certificate), authority.File(key), authority.File(root), Verify: true);

        Assert.Contains("missing.pem", Assert.Throws<InvalidOperationException>(() => TlsSettings.Load(files)).Message, StringComparison.Ordinal);
    }

    private async Task<Server> ServeAsync(bool verify)
    {
        authority.Issue("server", ServerPurpose).Dispose();
        var settings = TlsSettings.Load(new TlsFiles(authority.File("server.pem"), authority.File("server-key.pem"), authority.File("ca.pem"), verify));
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var streams = new FakeStreams();
        Route[] routes =
        [
            Route.Get("/a", request => request.AnswerAsync(new Davit.Api.System.IdResponse { Id = "a" })),
            Route.Post("/attach", async request =>
            {
                var session = streams.Session();
                await using var connection = await HijackedSession.OpenAsync(request, session);
                await StreamSession.RunAsync(connection, session, stdin: true, request.Stopping);
            }),
        ];
        var server = new ApiServer(new RouteTable(routes), [new Listener(socket, Tls: true)], settings, new CommonHeaders("1", false), EngineLog.None);
        await server.StartAsync(CancellationToken.None);
        return new Server(server, port, streams);
    }

    private async Task<string> GetAsync(int port, X509Certificate2? certificate)
    {
        using var tcp = new TcpClient();
        await using var tls = await ConnectAsync(tcp, port, certificate);
        await tls.WriteAsync("GET /a HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n"u8.ToArray());
        var answer = await ReadToEndAsync(tls);
        return answer.Length > 0 ? answer : throw new AuthenticationException("closed without an answer");
    }

    private async Task<SslStream> ConnectAsync(TcpClient tcp, int port, X509Certificate2? certificate)
    {
        await tcp.ConnectAsync(IPAddress.Loopback, port);
        var tls = new SslStream(tcp.GetStream(), false);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority.Root);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            CertificateChainPolicy = policy,
            ClientCertificates = certificate is null ? null : [certificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
        });
        return tls;
    }

    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, time.Token);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    private sealed record Server(ApiServer Api, int Port, FakeStreams Streams) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
