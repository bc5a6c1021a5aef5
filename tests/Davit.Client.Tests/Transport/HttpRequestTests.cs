using System.Text;
using Davit.Client.Transport;

namespace Davit.Client.Tests.Transport;

/// <summary>What is sent, on which connection, and how often.</summary>
public sealed class HttpRequestTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void A_request_has_the_headers_of_the_client_and_its_own()
    {
        var request = "";
        using var server = new ScriptedServer(connection => request = connection.Answer(Ok));
        using var transport = new HttpTransport(server.Endpoint, new Dictionary<string, string> { ["User-Agent"] = "me", ["X-Evil"] = "a\r\nHost: evil\n" });
        transport.Send(new HttpCall("POST", "/path?a=b") { Content = "{}"u8.ToArray(), Headers = [new("Content-Type", "application/json")] }).Dispose();
        server.Finish();
        Assert.Equal("POST /path?a=b HTTP/1.1\r\nHost: api.moby.localhost\r\nContent-Type: application/json\r\nUser-Agent: me\r\nX-Evil: aHost: evil\r\nContent-Length: 2\r\n\r\n{}", request);
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("GET", false)]
    [InlineData("DELETE", false)]
    public void An_empty_body_has_a_length_where_one_is_expected(string method, bool hasLength)
    {
        var request = "";
        using var server = new ScriptedServer(connection => request = connection.Answer(Ok));
        server.Transport().Send(new HttpCall(method, "/")).Dispose();
        server.Finish();
        Assert.Equal(hasLength, request.Contains("Content-Length: 0\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_streamed_body_goes_in_chunks_and_only_once()
    {
        var (request, content) = ("", new string('x', 300_000));
        using var server = new ScriptedServer(connection => request = connection.Answer(Ok));
        server.Transport().Send(new HttpCall("PUT", "/") { Body = new MemoryStream(Encoding.ASCII.GetBytes(content)) }).Dispose();
        server.Finish();
        Assert.EndsWith("Transfer-Encoding: chunked\r\n\r\n" + content, request, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", request, StringComparison.Ordinal);
    }

    [Fact]
    public void An_early_answer_to_a_streamed_body_is_heard()
    {
        using var server = new ScriptedServer(connection =>
        {
            connection.Take(100);
            connection.Send("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 12\r\nConnection: close\r\n\r\ndisk is full");
            // read on for a while, as a daemon does, so that the answer is not lost in a reset
            connection.Take(200_000);
        });
        using var response = server.Transport().Send(new HttpCall("PUT", "/") { Body = new MemoryStream(new byte[4_000_000]) });
        Assert.Equal("disk is full", Encoding.ASCII.GetString(response.ReadBytes()));
    }

    [Fact]
    public void One_connection_serves_many_requests()
    {
        using var server = new ScriptedServer(connection =>
        {
            for (var round = 0; round < 5; round++)
            {
                connection.Answer(Ok);
            }
        });
        using var transport = server.Transport();
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal("ok", Get(transport));
        }

        server.Finish();
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public void A_connection_that_the_daemon_wants_closed_is_not_used_again()
    {
        using var server = new ScriptedServer(
            connection => connection.Answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"), connection => connection.Answer(Ok));
        using var transport = server.Transport();
        Assert.Equal(("ok", "ok"), (Get(transport), Get(transport)));
        Assert.Equal(2, server.Accepted);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public void A_connection_that_was_closed_while_idle_is_replaced(string method)
    {
        using var closed = new ManualResetEventSlim();
        using var server = new ScriptedServer(
            connection =>
            {
                connection.Answer(Ok);
                connection.Dispose();
                closed.Set();
            },
            connection => connection.Answer(Ok));
        using var transport = server.Transport();
        Assert.Equal("ok", Get(transport));
        Assert.True(closed.Wait(TimeSpan.FromSeconds(10)));
        Assert.Equal("ok", Get(transport, method));
    }

    [Fact]
    public void A_request_that_changes_something_is_not_sent_again_once_the_daemon_has_it()
    {
        using var server = new ScriptedServer(
            connection =>
            {
                connection.Answer(Ok);
                connection.Request();
            },
            connection => connection.Answer(Ok));
        using var transport = server.Transport();
        Assert.Equal("ok", Get(transport));
        Assert.ThrowsAny<IOException>(() => Get(transport, "POST"));
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public void A_question_is_asked_again_on_a_new_connection()
    {
        using var server = new ScriptedServer(
            connection =>
            {
                connection.Answer(Ok);
                connection.Request();
            },
            connection => connection.Answer(Ok));
        using var transport = server.Transport();
        Assert.Equal(("ok", "ok"), (Get(transport), Get(transport)));
        Assert.Equal(2, server.Accepted);
    }

    [Fact]
    public void Two_requests_at_a_time_have_two_connections()
    {
        using var server = new ScriptedServer(connection => connection.Answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok"), connection => connection.Answer(Ok));
        using var transport = server.Transport();
        using var open = transport.Send(new HttpCall("GET", "/events"));
        Assert.Equal("ok", Get(transport));
        Assert.Equal(2, server.Accepted);
    }

    private static string Get(HttpTransport transport, string method = "GET")
    {
        using var response = transport.Send(new HttpCall(method, "/"));
        return Encoding.UTF8.GetString(response.ReadBytes());
    }
}
