using System.Net;
using System.Text;
using Davit.Api.Exec;
using Davit.Client.Transport;

namespace Davit.Client.Tests.Transport;

/// <summary>Connections that become raw streams.</summary>
public sealed class HijackTests
{
    private const string Upgraded = "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    [Fact]
    public void Bytes_that_follow_the_head_are_the_first_of_the_stream()
    {
        for (var at = 1; at < Upgraded.Length + 4; at++)
        {
            var split = at;
            using var server = new ScriptedServer(connection =>
            {
                connection.Request();
                connection.SendSplit(Upgraded + "early", split);
            });
            using var client = server.Client();
            using var stream = Attach(client);
            Assert.Equal("early", ReadAll(stream));
        }
    }

    [Fact]
    public void Input_and_output_flow_and_end_separately()
    {
        var (request, input) = ("", "");
        using var server = new ScriptedServer(connection =>
        {
            request = connection.Answer(Upgraded);
            connection.Send("one");
            input = connection.TakeRest();
            connection.Send("two");
        });
        using var client = server.Client();
        using var stream = Attach(client);
        stream.Write("typed"u8);
        stream.CloseWrite();
        Assert.Equal("onetwo", ReadAll(stream));
        server.Finish();
        Assert.Equal("typed", input);
        Assert.StartsWith("POST /v1.51/containers/web/attach?", request, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/vnd.docker.multiplexed-stream", true, false)]
    [InlineData("application/vnd.docker.raw-stream", false, true)]
    [InlineData("text/plain", false, false)]
    public void The_daemon_says_what_kind_of_stream_it_is(string type, bool multiplexed, bool raw)
    {
        using var server = new ScriptedServer(connection => connection.Answer($"HTTP/1.1 101 UPGRADED\r\nContent-Type: {type}\r\n\r\n"));
        using var client = server.Client();
        using var stream = Attach(client);
        Assert.Equal((multiplexed, raw), (stream.IsMultiplexed, stream.IsRaw));
    }

    [Fact]
    public void Old_daemons_answer_200_and_take_the_connection_over()
    {
        using var server = new ScriptedServer(connection => connection.Answer("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nout"));
        using var client = server.Client();
        using var stream = Attach(client);
        Assert.Equal("out", ReadAll(stream));
    }

    [Fact]
    public void A_refusal_is_an_exception_and_leaves_the_connection_usable()
    {
        using var server = new ScriptedServer(connection =>
        {
            connection.Answer("HTTP/1.1 409 Conflict\r\nContent-Length: 21\r\n\r\n{\"message\":\"stopped\"}");
            connection.Answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });
        using var client = server.Client();
        var error = Assert.Throws<EngineApiException>(() => Attach(client));
        Assert.Equal((HttpStatusCode.Conflict, "stopped", true), (error.Status, error.Message, error.IsConflict));
        client.System.Info().Dispose();
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public void An_answer_without_an_upgrade_is_named()
    {
        using var server = new ScriptedServer(connection => connection.Answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        using var client = server.Client();
        Assert.Equal("unable to upgrade to tcp, received 200", Assert.Throws<InvalidDataException>(() => Attach(client)).Message);
    }

    [Fact]
    public void A_connection_that_ends_in_the_head_is_an_error()
    {
        using var server = new ScriptedServer(connection => connection.Answer(Upgraded[..40]));
        using var client = server.Client();
        Assert.Throws<EndOfStreamException>(() => Attach(client));
    }

    [Fact]
    public void An_exec_sends_its_request_with_the_upgrade()
    {
        var request = "";
        using var server = new ScriptedServer(connection => request = connection.Answer(Upgraded));
        using var client = server.Client();
        client.Exec.StartAttached("id", new ExecStartRequest()).Dispose();
        server.Finish();
        Assert.StartsWith("POST /v1.51/exec/id/start HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("}", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abort_ends_a_read_that_waits()
    {
        using var done = new ManualResetEventSlim();
        using var server = new ScriptedServer(connection =>
        {
            connection.Answer(Upgraded);
            done.Wait(TimeSpan.FromSeconds(10));
        });
        using var client = server.Client();
        using var stream = Attach(client);
        var read = Task.Run(() => ReadAll(stream));
        stream.Abort();
        Assert.Equal("", await read.WaitAsync(TimeSpan.FromSeconds(10)));
        done.Set();
    }

    private static HijackedStream Attach(EngineClient client) => client.Containers.Attach("web", stdin: true, stdout: true, stderr: true, logs: false, "");

    private static string ReadAll(HijackedStream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[3]);
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
