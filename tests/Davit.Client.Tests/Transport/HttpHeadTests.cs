using System.Net;
using Davit.Client.Transport;

namespace Davit.Client.Tests.Transport;

/// <summary>Heads of answers, good and bad.</summary>
public sealed class HttpHeadTests
{
    [Fact]
    public void Headers_are_found_without_regard_to_case_and_blanks()
    {
        using var response = Send("HTTP/1.1 201 Created\r\nX-One:1\r\nx-two:   two words  \r\nCONTENT-LENGTH: 0\r\nno colon here\r\n\r\n");
        Assert.Equal((HttpStatusCode.Created, "1", "two words", null), (response.Status, response.Header("x-one"), response.Header("X-Two"), response.Header("X-Three")));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 2\n\nok")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok")]
    public void Old_and_terse_daemons_are_understood(string answer)
    {
        using var response = Send(answer);
        Assert.Equal("ok"u8.ToArray(), response.ReadBytes());
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n")]
    public void Provisional_answers_are_passed_over(string before)
    {
        using var response = Send(before + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Assert.Equal((HttpStatusCode.OK, null), (response.Status, response.Header("Link")));
        Assert.Equal("ok"u8.ToArray(), response.ReadBytes());
    }

    [Theory]
    [InlineData("hello\r\n\r\n")]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public void What_is_not_http_is_refused_and_shown(string answer) =>
        Assert.StartsWith("malformed HTTP response " + answer.Split('\r')[0], Assert.Throws<InvalidDataException>(() => Send(answer)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_without_end_is_refused() => AssertTooLarge(connection =>
    {
        connection.Request();
        connection.Send("HTTP/1.1 200 OK\r\nX: ");
        Flood(connection, new string('x', 64 * 1024));
    });

    [Fact]
    public void Headers_without_end_are_refused() => AssertTooLarge(connection =>
    {
        connection.Request();
        connection.Send("HTTP/1.1 200 OK\r\n");
        Flood(connection, string.Concat(Enumerable.Repeat("X-Header: value\r\n", 4096)));
    });

    [Fact]
    public void A_status_line_without_end_is_refused() => AssertTooLarge(connection =>
    {
        connection.Request();
        Flood(connection, new string('x', 64 * 1024));
    });

    private static void AssertTooLarge(Action<ScriptedConnection> step)
    {
        using var server = new ScriptedServer(step);
        using var transport = server.Transport();
        Assert.Equal("the response's header is too large", Assert.Throws<InvalidDataException>(() => transport.Send(new HttpCall("GET", "/"))).Message);
    }

    /// <summary>Until the client has enough and closes.</summary>
    private static void Flood(ScriptedConnection connection, string text)
    {
        try
        {
            for (var round = 0; round < 1000; round++)
            {
                connection.Send(text);
            }
        }
        catch (System.Net.Sockets.SocketException)
        {
            return;
        }

        Assert.Fail("the client took 64 MB of head");
    }

    private static EngineResponse Send(string answer)
    {
        using var server = new ScriptedServer(connection => connection.Answer(answer));
        var response = server.Transport().Send(new HttpCall("GET", "/"));
        server.Finish();
        return response;
    }
}
