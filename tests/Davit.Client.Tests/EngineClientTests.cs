using System.Net;
using Davit.Client.Tests.Transport;

namespace Davit.Client.Tests;

/// <summary>Agreement on a version, and failures as exceptions.</summary>
public sealed class EngineClientTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    [Fact]
    public void The_first_request_names_the_newest_version()
    {
        var request = "";
        using var server = new ScriptedServer(connection => request = connection.Answer(Ok));
        using var client = server.Client(version: null);
        client.System.Info().Dispose();
        server.Finish();
        Assert.StartsWith($"GET /v{ApiVersion.Newest}/info ", request, StringComparison.Ordinal);
        Assert.Equal(ApiVersion.Newest, client.AgreeOnVersion());
    }

    [Fact]
    public void An_older_daemon_says_what_it_has_and_is_asked_again()
    {
        List<string> requests = [];
        using var server = new ScriptedServer(connection =>
        {
            requests.Add(connection.Answer(Error(400, "client version 1.51 is too new. Maximum supported API version is 1.43")));
            requests.Add(connection.Answer(Ok));
            requests.Add(connection.Answer(Ok));
        });
        using var client = server.Client(version: null);
        client.System.Info().Dispose();
        client.System.Version().Dispose();
        server.Finish();
        Assert.Equal([$"/v{ApiVersion.Newest}/info", "/v1.43/info", "/v1.43/version"], requests.Select(request => request.Split(' ')[1]));
        Assert.Equal("1.43", client.ApiVersionInUse);
    }

    [Fact]
    public void A_daemon_that_refuses_every_version_is_not_asked_for_ever()
    {
        using var server = new ScriptedServer(connection =>
        {
            connection.Answer(Error(400, "client version 1.51 is too new. Maximum supported API version is 1.43"));
            connection.Answer(Error(400, "client version 1.43 is too new. Maximum supported API version is 1.42"));
        });
        using var client = server.Client(version: null);
        Assert.Contains("1.42", Assert.Throws<EngineApiException>(() => client.System.Info()).Message, StringComparison.Ordinal);
        server.Finish();
    }

    [Fact]
    public void A_version_that_was_given_is_used_as_it_is()
    {
        var request = "";
        using var server = new ScriptedServer(connection => request = connection.Answer(Error(400, "client version 1.99 is too new. Maximum supported API version is 1.43")));
        using var client = server.Client("1.99");
        Assert.Throws<EngineApiException>(() => client.System.Info());
        server.Finish();
        Assert.StartsWith("GET /v1.99/info ", request, StringComparison.Ordinal);
        Assert.Equal("1.99", client.AgreeOnVersion());
    }

    [Theory]
    [InlineData("Api-Version: 1.43\r\n", "1.43")]
    [InlineData("Api-Version: 1.99\r\n", ApiVersion.Newest)]
    [InlineData("", "1.24")]
    public void The_version_can_be_asked_for_ahead(string header, string expected)
    {
        var request = "";
        using var server = new ScriptedServer(connection => request = connection.Answer($"HTTP/1.1 200 OK\r\n{header}Content-Length: 2\r\n\r\n"));
        using var client = server.Client(version: null);
        Assert.Equal(expected, client.AgreeOnVersion());
        Assert.Equal(expected, client.AgreeOnVersion());
        server.Finish();
        Assert.StartsWith("HEAD /_ping ", request, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_can_be_sent_once_only_waits_for_the_version()
    {
        List<string> requests = [];
        using var server = new ScriptedServer(connection =>
        {
            requests.Add(connection.Answer("HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\n\r\n"));
            requests.Add(connection.Answer(Ok));
        });
        using var client = server.Client(version: null);
        client.Images.Load(new MemoryStream("tar"u8.ToArray()), quiet: true, "").Dispose();
        server.Finish();
        Assert.Equal(["/_ping", "/v1.43/images/load?quiet=1"], requests.Select(request => request.Split(' ')[1]));
        Assert.EndsWith("\r\n\r\ntar", requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "{\"message\":\"No such container: x\"}", "No such container: x")]
    [InlineData(500, "{\"message\":\"é\\n\\\"x\\\"\"}", "é\n\"x\"")]
    [InlineData(502, "<html>bad gateway</html>", "<html>bad gateway</html>")]
    [InlineData(400, "", "request returned 400 BadRequest")]
    [InlineData(400, "{\"message\":5}", "{\"message\":5}")]
    [InlineData(400, "{\"message\":\"\"}", "{\"message\":\"\"}")]
    [InlineData(400, "[1]", "[1]")]
    [InlineData(400, "{\"error\":\"x\"}", "{\"error\":\"x\"}")]
    public void A_refusal_becomes_an_exception_with_the_daemons_words(int status, string body, string message)
    {
        using var server = new ScriptedServer(connection => connection.Answer(
            $"HTTP/1.1 {status} X\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        using var client = server.Client();
        var error = Assert.Throws<EngineApiException>(() => client.Containers.Inspect("x"));
        Assert.Equal(((HttpStatusCode)status, message, status == 404), (error.Status, error.Message, error.IsNotFound));
    }

    [Theory]
    [InlineData("204 No Content", true)]
    [InlineData("304 Not Modified", false)]
    public void Starting_what_runs_already_is_no_failure(string status, bool started)
    {
        using var server = new ScriptedServer(connection => connection.Answer($"HTTP/1.1 {status}\r\n\r\n"));
        using var client = server.Client();
        Assert.Equal(started, client.Containers.Start("x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void An_empty_answer_is_an_empty_document(string body)
    {
        using var server = new ScriptedServer(connection => connection.Answer($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        using var client = server.Client();
        using var document = client.System.Info();
        Assert.Equal("{}", document.RootElement.GetRawText());
    }

    [Fact]
    public void An_answer_that_is_no_json_is_an_error()
    {
        using var server = new ScriptedServer(connection => connection.Answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{"));
        using var client = server.Client();
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => client.System.Info());
    }

    [Fact]
    public void Names_cannot_change_the_path_or_the_query()
    {
        List<string> requests = [];
        using var server = new ScriptedServer(connection =>
        {
            requests.Add(connection.Answer(Ok));
            requests.Add(connection.Answer(Ok));
        });
        using var client = server.Client();
        client.Containers.Inspect("../a?b#c/d e").Dispose();
        client.Images.Inspect("site/app:1@sha256:x?force=1").Dispose();
        server.Finish();
        Assert.Equal(
            ["/v1.51/containers/..%2Fa%3Fb%23c%2Fd%20e/json", "/v1.51/images/site/app:1@sha256:x%3Fforce%3D1/json"], requests.Select(request => request.Split(' ')[1]));
    }

    private static string Error(int status, string message) => $"HTTP/1.1 {status} X\r\nContent-Length: {message.Length + 14}\r\n\r\n{{\"message\":\"{message}\"}}";
}
