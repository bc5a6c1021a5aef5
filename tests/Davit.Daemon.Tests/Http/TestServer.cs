using System.Net.Sockets;
using System.Text;
using Davit.Daemon.Http;
using Davit.Engine;

namespace Davit.Daemon.Tests.Http;

/// <summary>A server with the routes of a test, on a unix socket of its own; raw clients, so that bytes can be checked.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly ApiServer server;
    private readonly string path;

    private TestServer(ApiServer server, string path)
    {
        this.server = server;
        this.path = path;
    }

    public List<string> Errors { get; } = [];

    public static async Task<TestServer> StartAsync(params Route[] routes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"davit-api-{Guid.NewGuid():n}.sock");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        TestServer? result = null;
        var log = new EngineLog((level, line) =>
        {
            if (level == EngineLogLevel.Error)
            {
                lock (result!.Errors)
                {
                    result.Errors.Add(line);
                }
            }
        });
        var server = new ApiServer(new RouteTable(routes), [new Listener(socket, Tls: false)], null, new CommonHeaders("1.2.3", false), log);
        result = new TestServer(server, path);
        await server.StartAsync(CancellationToken.None);
        return result;
    }

    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 20_000 };
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>Sends a request as it is and returns all that comes until the server closes.</summary>
    public async Task<string> SendAsync(string request)
    {
        using var socket = Connect();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(request));
        }
        catch (SocketException)
        {
            // Refused before all of it was sent; the answer tells.
        }

        return await ReadToEndAsync(socket, tolerateReset: true);
    }

    /// <summary>A GET of a path, closed after the answer.</summary>
    public Task<string> GetAsync(string target, string method = "GET") =>
        SendAsync($"{method} {target} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n");

    public Task<string> PostAsync(string target, string body, string? contentType = "application/json") => SendAsync(
        $"POST {target} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n{(contentType is null ? "" : $"Content-Type: {contentType}\r\n")}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static async Task<string> ReadToEndAsync(Socket socket, bool tolerateReset = false)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        try
        {
            int count;
            while ((count = await socket.ReceiveAsync(buffer, time.Token)) > 0)
            {
                bytes.Write(buffer, 0, count);
            }
        }
        catch (SocketException) when (tolerateReset)
        {
            // The server did not read the rest of a refused request.
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Reads up to and with a text.</summary>
    public static async Task<string> ReadUntilAsync(Socket socket, string end)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            Assert.True(await socket.ReceiveAsync(one, time.Token) == 1, $"the connection ended after: {text}");
            text.Append((char)one[0]);
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
