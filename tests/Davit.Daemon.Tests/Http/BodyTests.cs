using Davit.Api.Json;
using Davit.Daemon.Http;

namespace Davit.Daemon.Tests.Http;

/// <summary>JSON bodies: what is refused, and in which words.</summary>
public sealed class BodyTests
{
    private static readonly Route Create = Route.Post("/create", async request =>
    {
        var body = await request.ReadAsync(EngineApiJson.Wire.ContainerCreateRequest);
        await request.AnswerAsync(new Davit.Api.System.IdResponse { Id = body.Image });
    });

    [Fact]
    public async Task A_document_is_read()
    {
        await using var server = await TestServer.StartAsync(Create);

        Assert.EndsWith("{\"Id\":\"debian\"}\n", await server.PostAsync("/create", """{"Image":"debian"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "invalid JSON: got EOF while reading request body")]
    [InlineData("null", "invalid JSON: got EOF while reading request body")]
    [InlineData("{", "invalid JSON: malformed near the document (line 1, byte 2)")]
    [InlineData("{}x", "invalid JSON: malformed near the document (line 1, byte 3)")]
    [InlineData("""{"HostConfig":{"Memory":"1"}}""", "invalid JSON: HostConfig.Memory has the wrong type (line 1, byte 28)")]
    [InlineData("{\"Env\":\n[1]}", "invalid JSON: Env[0] has the wrong type (line 2, byte 3)")]
    public async Task A_bad_document_is_400_and_says_where(string body, string message)
    {
        await using var server = await TestServer.StartAsync(Create);

        var answer = await server.PostAsync("/create", body);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.EndsWith($"{{\"message\":\"{message}\"}}\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "unsupported Content-Type header (text/plain): must be 'application/json'")]
    [InlineData(null, "malformed Content-Type header (): must be 'application/json'")]
    public async Task Only_JSON_is_JSON(string? contentType, string message)
    {
        await using var server = await TestServer.StartAsync(Create);

        var answer = await server.PostAsync("/create", "{}", contentType);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains(message, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_type_may_have_parameters()
    {
        await using var server = await TestServer.StartAsync(Create);

        Assert.StartsWith("HTTP/1.1 200", await server.PostAsync("/create", "{}", "application/json; charset=utf-8"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_document_is_refused()
    {
        await using var server = await TestServer.StartAsync(Create);

        var answer = await server.PostAsync("/create", $"{{\"Image\":\"{new string('a', ApiRequest.MaximumJsonLength)}\"}}");

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_with_invalid_text_is_400()
    {
        await using var server = await TestServer.StartAsync(Create);
        using var client = server.Connect();
        byte[] body = [.. "{\"Image\":\""u8, 0xff, 0xfe, .. "\"}"u8];
        byte[] head = [.. "POST /create HTTP/1.1\r\nHost: d\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "u8, .. System.Text.Encoding.ASCII.GetBytes($"{body.Length}\r\n\r\n"), .. body];
        await client.SendAsync(head);

        Assert.StartsWith("HTTP/1.1 400", await TestServer.ReadToEndAsync(client), StringComparison.Ordinal);
    }
}
