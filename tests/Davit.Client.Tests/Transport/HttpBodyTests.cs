using System.Text;
using Davit.Client.Transport;

namespace Davit.Client.Tests.Transport;

/// <summary>Bodies of answers: whole, in chunks, to the end of the connection, and broken off.</summary>
public sealed class HttpBodyTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;ext=1\r\ndefghijklm\r\n0\r\nTrailer: x\r\n\r\n";
    private const string Sized = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    [Fact]
    public void A_chunked_body_is_read_however_it_is_split()
    {
        using var server = new ScriptedServer(connection =>
        {
            for (var at = 1; at < Chunked.Length; at++)
            {
                connection.Request();
                connection.SendSplit(Chunked, at);
            }

            connection.Request();
            connection.SendByteByByte(Chunked);
        });
        using var transport = server.Transport();
        for (var at = 1; at <= Chunked.Length; at++)
        {
            Assert.Equal("abcdefghijklm", Read(transport));
        }

        server.Finish();
        Assert.Equal(1, server.Accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void A_large_chunk_passes_through_buffers_of_any_size(int size)
    {
        var content = new string('x', 300_000);
        using var server = new ScriptedServer(connection => connection.Answer($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{content.Length:X}\r\n{content}\r\n0\r\n\r\n"));
        using var transport = server.Transport();
        using var response = transport.Send(new HttpCall("GET", "/"));
        var (buffer, total) = (new byte[size], 0);
        for (var count = response.Body.Read(buffer); count > 0; count = response.Body.Read(buffer))
        {
            total += count;
        }

        Assert.Equal(content.Length, total);
    }

    [Theory]
    [InlineData(Chunked)]
    [InlineData(Sized)]
    public void A_truncated_answer_is_never_taken_for_a_whole_one(string whole)
    {
        var steps = Enumerable.Range(0, whole.Length).Select<int, Action<ScriptedConnection>>(length => connection => connection.Answer(whole[..length]));
        using var server = new ScriptedServer([.. steps]);
        for (var length = 0; length < whole.Length; length++)
        {
            using var transport = server.Transport();
            var error = Record.Exception(() => Read(transport));
            Assert.True(error is EndOfStreamException, $"cut after {length} bytes: {error}");
        }
    }

    [Fact]
    public void Without_a_length_the_body_lasts_until_the_connection_ends()
    {
        using var server = new ScriptedServer(connection => connection.Answer("HTTP/1.1 200 OK\r\n\r\nall of it"), connection => connection.Answer(Sized));
        using var transport = server.Transport();
        Assert.Equal("all of it", Read(transport));
        Assert.Equal("hello", Read(transport));
        Assert.Equal(2, server.Accepted);
    }

    [Theory]
    [InlineData("zz\r\nabc")]
    [InlineData("-1\r\nabc")]
    [InlineData("\r\nabc")]
    [InlineData("ffffffffffffffff\r\nabc")]
    [InlineData("fffffffffffffffff\r\nabc")]
    [InlineData("0x3\r\nabc")]
    [InlineData("3\r\nabcdef\r\n0\r\n\r\n")]
    public void Malformed_chunks_are_refused(string body)
    {
        using var server = new ScriptedServer(connection => connection.Answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body));
        using var transport = server.Transport();
        Assert.Throws<InvalidDataException>(() => Read(transport));
    }

    [Fact]
    public void Where_both_are_given_chunks_count_and_not_the_length()
    {
        using var server = new ScriptedServer(connection => connection.Answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
        using var transport = server.Transport();
        Assert.Equal("hello", Read(transport));
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("POST", "HTTP/1.1 304 Not Modified\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    public void Some_answers_have_no_body_and_leave_the_connection_open(string method, string response)
    {
        using var server = new ScriptedServer(connection =>
        {
            connection.Answer(response);
            connection.Answer(Sized);
        });
        using var transport = server.Transport();
        Assert.Equal("", Read(transport, method));
        Assert.Equal("hello", Read(transport));
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public void An_answer_that_is_not_read_to_its_end_costs_its_connection_only()
    {
        using var server = new ScriptedServer(connection => connection.Answer(Sized), connection => connection.Answer(Sized));
        using var transport = server.Transport();
        transport.Send(new HttpCall("GET", "/")).Dispose();
        Assert.Equal("hello", Read(transport));
        Assert.Equal(2, server.Accepted);
    }

    private static string Read(HttpTransport transport, string method = "GET")
    {
        using var response = transport.Send(new HttpCall(method, "/"));
        return Encoding.UTF8.GetString(response.ReadBytes());
    }
}
