using System.Net.WebSockets;
using System.Text;
using Davit.Daemon.Http;

namespace Davit.Daemon.Tests.Http;

/// <summary>Attach over a WebSocket, with the framework's own client as the peer.</summary>
public sealed class WebSocketTests
{
    private const string Handshake =
        "GET /ws HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    [Fact]
    public async Task Frames_are_taken_out_and_messages_become_input()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var socket = server.Connect();
        await socket.SendAsync(Encoding.ASCII.GetBytes(Handshake));
        var head = await TestServer.ReadUntilAsync(socket, "\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head, StringComparison.Ordinal); // RFC 6455 section 1.3
        using var client = WebSocket.CreateFromStream(new System.Net.Sockets.NetworkStream(socket), new WebSocketCreationOptions());

        await client.SendAsync("typed"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var input = await streams.Input.ReadAtLeastAsync(5);
        Assert.Equal("typed", Encoding.ASCII.GetString(input.Buffer));

        await streams.Output.WriteAsync(StdioFrames.Compose(StdioFrames.Stdout, "out "u8));
        await streams.Output.WriteAsync(StdioFrames.Compose(StdioFrames.Stderr, "err"u8));
        await streams.Output.CompleteAsync();
        Assert.Equal("out err", await ReadAllAsync(client));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task What_is_no_handshake_is_400()
    {
        await using var server = await ServeAsync(new FakeStreams());

        Assert.StartsWith("HTTP/1.1 400", await server.GetAsync("/ws"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_detaches()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using (var socket = server.Connect())
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(Handshake));
            await TestServer.ReadUntilAsync(socket, "\r\n\r\n");
        }

        await streams.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static Task<TestServer> ServeAsync(FakeStreams streams) => TestServer.StartAsync(Route.Get("/ws", async request =>
    {
        var accept = WebSocketHandshake.Accept(request.Http.Request.Headers);
        await using var session = streams.Session();
        await using var connection = request.TakeConnection();
        await connection.WriteAsync(WebSocketHandshake.Compose(accept), request.Cancellation);
        await WebSocketSession.RunAsync(connection, session, stdin: true, request.Stopping);
    }));

    private static async Task<string> ReadAllAsync(WebSocket client)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var text = new StringBuilder();
        var buffer = new byte[1024];
        while (true)
        {
            var received = await client.ReceiveAsync(buffer, time.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, time.Token);
                return text.ToString();
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, received.Count));
        }
    }
}
