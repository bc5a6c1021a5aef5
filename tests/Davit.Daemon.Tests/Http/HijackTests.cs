using System.Net.Sockets;
using System.Text;
using Davit.Daemon.Http;

namespace Davit.Daemon.Tests.Http;

/// <summary>Raw streams over HTTP connections, as docker's attach and exec use them.</summary>
public sealed class HijackTests
{
    private const string Upgrade = "Connection: Upgrade\r\nUpgrade: tcp\r\n";

    [Fact]
    public async Task An_upgrade_is_answered_with_docker_s_head_and_then_raw_bytes()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var client = server.Connect();

        await Send(client, $"POST /v1.43/attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
        var head = await TestServer.ReadUntilAsync(client, "\r\n\r\n");
        await Print(streams, "hello");
        await streams.Output.CompleteAsync();

        Assert.Equal("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n", head);
        Assert.Equal("hello", await TestServer.ReadToEndAsync(client));
    }

    // docker-py reads the head through a buffer of its own and loses what the same recv(2) brings.
    [Fact]
    public async Task Output_never_comes_with_the_head_however_late_the_client_reads_it()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var client = server.Connect();

        await Send(client, $"POST /v1.43/attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
        await Print(streams, "hello");
        await streams.Output.CompleteAsync();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        var buffer = new byte[4096];
        var count = await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);

        Assert.EndsWith("\r\n\r\n", Encoding.ASCII.GetString(buffer, 0, count), StringComparison.Ordinal);
        Assert.Equal("hello", await TestServer.ReadToEndAsync(client));
    }

    [Fact]
    public async Task Without_an_upgrade_the_answer_is_200_and_ends_with_the_connection()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var client = server.Connect();

        await Send(client, "POST /v1.30/attach HTTP/1.1\r\nHost: d\r\n\r\n");
        var head = await TestServer.ReadUntilAsync(client, "\r\n\r\n");
        await Print(streams, "hello");
        await streams.Output.CompleteAsync();

        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n", head);
        Assert.Equal("hello", await TestServer.ReadToEndAsync(client));
    }

    [Theory]
    [InlineData("Content-Length: 15\r\n\r\n{\"Detach\":false}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"Det\r\na\r\nach\":false\r\n1\r\n}\r\n0\r\n\r\n")]
    public async Task An_upgrade_may_have_a_body_and_input_may_follow_at_once(string rest)
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var client = server.Connect();
        var body = rest.Replace("15", "16", StringComparison.Ordinal);

        await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}{body}first input");
        await TestServer.ReadUntilAsync(client, "\r\n\r\n");

        Assert.Equal("first input", await Received(streams, 11));
        await streams.Output.CompleteAsync();
        Assert.Equal("", await TestServer.ReadToEndAsync(client));
    }

    [Fact]
    public async Task A_half_close_ends_stdin_and_output_goes_on()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var client = server.Connect();

        await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\nlast words");
        client.Shutdown(SocketShutdown.Send);
        await TestServer.ReadUntilAsync(client, "\r\n\r\n");
        await streams.StdinClosed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Print(streams, "printed after the end of stdin");
        await streams.Output.CompleteAsync();

        Assert.Equal("last words", await Received(streams, 10));
        Assert.Equal("printed after the end of stdin", await TestServer.ReadToEndAsync(client));
    }

    [Fact]
    public async Task A_half_closed_client_is_kept_while_the_container_is_silent()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams, stdin: false);
        using var client = server.Connect();

        await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
        client.Shutdown(SocketShutdown.Send);
        await TestServer.ReadUntilAsync(client, "\r\n\r\n");

        // Longer than the probe for vanished clients: it must not take this one for gone.
        await Assert.ThrowsAsync<TimeoutException>(() => streams.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(2.5)));
        await Print(streams, "late");
        await streams.Output.CompleteAsync();
        Assert.Equal("late", await TestServer.ReadToEndAsync(client));
    }

    [Fact]
    public async Task A_client_that_is_gone_is_noticed_though_the_container_prints_nothing()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams, stdin: false);
        using (var client = server.Connect())
        {
            await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
            await TestServer.ReadUntilAsync(client, "\r\n\r\n");
        }

        await streams.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Two_hundred_megabytes_arrive_whole_and_the_last_bytes_too()
    {
        const long Total = 200L << 20;
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var client = server.Connect();
        await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
        await TestServer.ReadUntilAsync(client, "\r\n\r\n");

        var printing = Task.Run(async () =>
        {
            var block = new byte[64 << 10];
            for (long sent = 0; sent < Total; sent += block.Length)
            {
                await streams.Output.WriteAsync(block);
            }

            await Print(streams, "the end");
            await streams.Output.CompleteAsync();
        });
        var (count, tail) = await CountAsync(client);

        await printing;
        Assert.Equal(Total + 7, count);
        Assert.Equal("the end", tail);
    }

    [Fact]
    public async Task Both_directions_flow_at_the_same_time()
    {
        const int Total = 50_000_000;
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams);
        using var client = server.Connect();
        await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
        await TestServer.ReadUntilAsync(client, "\r\n\r\n");

        var echo = Task.Run(async () =>
        {
            await streams.Input.CopyToAsync(streams.Output);
            await streams.Output.CompleteAsync();
        });
        var sending = Task.Run(async () =>
        {
            await Send(client, new string('x', Total));
            client.Shutdown(SocketShutdown.Send);
        });
        var (count, _) = await CountAsync(client);

        await sending;
        await echo;
        Assert.Equal(Total, count);
    }

    [Fact]
    public async Task Input_that_nobody_reads_does_not_cost_the_output()
    {
        var streams = new FakeStreams();
        await using var server = await ServeAsync(streams, stdin: false);
        using var client = server.Connect();
        await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
        await TestServer.ReadUntilAsync(client, "\r\n\r\n");

        await Send(client, new string('x', 4 << 20));
        await Print(streams, "all of it");
        await streams.Output.CompleteAsync();

        Assert.Equal("all of it", await TestServer.ReadToEndAsync(client));
    }

    [Fact]
    public async Task The_daemon_s_end_ends_attached_streams()
    {
        var streams = new FakeStreams();
        var server = await ServeAsync(streams);
        using var client = server.Connect();
        await Send(client, $"POST /attach HTTP/1.1\r\nHost: d\r\n{Upgrade}\r\n");
        await TestServer.ReadUntilAsync(client, "\r\n\r\n");

        await server.DisposeAsync();

        Assert.Equal("", await TestServer.ReadToEndAsync(client));
        await streams.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static Task<TestServer> ServeAsync(FakeStreams streams, bool stdin = true) => TestServer.StartAsync(Route.Post("/attach", async request =>
    {
        var session = streams.Session();
        await using var connection = await HijackedSession.OpenAsync(request, session);
        await StreamSession.RunAsync(connection, session, stdin, request.Stopping);
    }));

    private static async Task Send(Socket client, string text)
    {
        ReadOnlyMemory<byte> bytes = Encoding.ASCII.GetBytes(text);
        while (bytes.Length > 0)
        {
            bytes = bytes[await client.SendAsync(bytes)..];
        }
    }

    private static async Task Print(FakeStreams streams, string text) => await streams.Output.WriteAsync(Encoding.ASCII.GetBytes(text));

    private static async Task<string> Received(FakeStreams streams, int count)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var result = await streams.Input.ReadAtLeastAsync(count, time.Token);
        var text = Encoding.ASCII.GetString(result.Buffer);
        streams.Input.AdvanceTo(result.Buffer.End);
        return text;
    }

    private static async Task<(long Count, string Tail)> CountAsync(Socket client)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[256 << 10];
        var count = 0L;
        var tail = "";
        int read;
        while ((read = await client.ReceiveAsync(buffer, time.Token)) > 0)
        {
            count += read;
            tail = Last(tail + Encoding.ASCII.GetString(buffer, Math.Max(0, read - 7), Math.Min(7, read))).TrimStart('\0');
        }

        return (count, tail);
    }

    private static string Last(string text) => text.Length > 7 ? text[^7..] : text;
}
