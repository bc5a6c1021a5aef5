using Davit.Daemon.Http;
using Davit.Engine;

namespace Davit.Daemon.Tests.Http;

/// <summary>Paths, versions, headers and errors of every answer.</summary>
public sealed class RoutingTests
{
    private static readonly Route Name = Route.Get("/images/{name}/json", request => request.AnswerAsync(new Davit.Api.System.IdResponse { Id = request.Name }));

    [Theory]
    [InlineData("/images/debian/json", "debian")]
    [InlineData("/v1.43/images/debian/json", "debian")]
    [InlineData("/v1.22/images/a/b/c:d/json", "a/b/c:d")]
    [InlineData("/images/a%2Fb%3Ac/json", "a/b:c")]
    [InlineData("//v1.52//images//debian/json", "debian")]
    [InlineData("/images/d%C3%A9/json?x=1", "dé")]
    [InlineData("http://d/images/debian/json", "debian")]
    public async Task A_name_is_found_in_a_path(string target, string name)
    {
        await using var server = await TestServer.StartAsync(Name);

        var answer = await server.GetAsync(target);

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.EndsWith($"{{\"Id\":\"{name}\"}}\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nonsense")]
    [InlineData("POST", "/images/a/json")]
    [InlineData("GET", "/images/json")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/v1.43")]
    [InlineData("GET", "/vX/images/a/json")]
    public async Task What_is_no_route_is_docker_s_404(string method, string target)
    {
        await using var server = await TestServer.StartAsync(Name);

        var answer = await server.GetAsync(target, method);

        Assert.StartsWith("HTTP/1.1 404 Not Found", answer, StringComparison.Ordinal);
        Assert.EndsWith("{\"message\":\"page not found\"}\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1.21/images/a/json", "client version 1.21 is too old. Minimum supported API version is 1.22, please upgrade your client to a newer version")]
    [InlineData("/v1.99/images/a/json", "client version 1.99 is too new. Maximum supported API version is 1.52")]
    [InlineData("/v2/images/a/json", "client version 2 is too new. Maximum supported API version is 1.52")]
    [InlineData("/v1.2.3/images/a/json", "invalid API version '1.2.3'")]
    [InlineData("/images/%zz/json", "invalid URL escape in the path")]
    [InlineData("/images/%ff/json", "the path is not UTF-8")]
    public async Task Versions_and_paths_that_cannot_be_are_400(string target, string message)
    {
        await using var server = await TestServer.StartAsync(Name);

        var answer = await server.GetAsync(target);

        Assert.StartsWith("HTTP/1.1 400 Bad Request", answer, StringComparison.Ordinal);
        Assert.Contains($"{{\"message\":\"{message}\"}}", answer, StringComparison.Ordinal);
        Assert.Contains("Api-Version: 1.52\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_says_what_the_server_is()
    {
        await using var server = await TestServer.StartAsync(Name);

        foreach (var target in (string[])["/images/a/json", "/nonsense", "/v1.99/x"])
        {
            var answer = await server.GetAsync(target);
            Assert.Contains("\r\nApi-Version: 1.52\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nDocker-Experimental: false\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nOstype: linux\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nServer: Davit/1.2.3 (linux)\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nContent-Type: application/json\r\n", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ErrorKind.InvalidParameter, "400 Bad Request")]
    [InlineData(ErrorKind.NotFound, "404 Not Found")]
    [InlineData(ErrorKind.Conflict, "409 Conflict")]
    [InlineData(ErrorKind.Forbidden, "403 Forbidden")]
    [InlineData(ErrorKind.Unavailable, "503 Service Unavailable")]
    [InlineData(ErrorKind.NotImplemented, "501 Not Implemented")]
    [InlineData(ErrorKind.Internal, "500 Internal Server Error")]
    public async Task A_failure_has_the_status_of_its_kind(ErrorKind kind, string status)
    {
        await using var server = await TestServer.StartAsync(Route.Get("/fail", _ => throw new EngineException(kind, "No such container: x")));

        var answer = await server.GetAsync("/fail");

        Assert.StartsWith("HTTP/1.1 " + status, answer, StringComparison.Ordinal);
        Assert.EndsWith("{\"message\":\"No such container: x\"}\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_failure_is_a_logged_500_and_the_next_request_works()
    {
        await using var server = await TestServer.StartAsync(Name, Route.Get("/bug", _ => throw new InvalidCastException("oh")));

        var answer = await server.GetAsync("/bug");

        Assert.StartsWith("HTTP/1.1 500", answer, StringComparison.Ordinal);
        Assert.Contains("oh", Assert.Single(server.Errors), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await server.GetAsync("/images/a/json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_the_middle_cuts_the_answer()
    {
        await using var server = await TestServer.StartAsync(Route.Get("/half", async request =>
        {
            var output = await request.BeginStreamAsync(MediaTypes.Tar);
            await output.WriteAsync("half"u8.ToArray());
            throw new EngineException(ErrorKind.Internal, "disk");
        }));

        var answer = await server.GetAsync("/half");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n0\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET /images/a/json HTTP/1.1\r\n\r\n")]
    [InlineData("POST /images/a/json HTTP/1.1\r\nHost: d\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("GET /images/%00/json HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n")]
    public async Task What_is_not_HTTP_is_refused_and_harms_nobody(string request)
    {
        await using var server = await TestServer.StartAsync(Name);

        var answer = await server.SendAsync(request);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), answer);
        Assert.StartsWith("HTTP/1.1 200", await server.GetAsync("/images/a/json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_headers_are_refused()
    {
        await using var server = await TestServer.StartAsync(Name);

        var answer = await server.SendAsync($"GET /images/a/json HTTP/1.1\r\nHost: d\r\nX: {new string('x', 2 << 20)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_half_closes_after_its_request_gets_the_answer()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestServer.StartAsync(Route.Get("/slow", async request =>
        {
            await go.Task;
            await request.AnswerAsync(new Davit.Api.System.IdResponse { Id = "done" });
        }));
        using var client = server.Connect();
        await client.SendAsync("GET /slow HTTP/1.1\r\nHost: d\r\n\r\n"u8.ToArray());
        client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        go.SetResult();

        Assert.Contains("done", await TestServer.ReadToEndAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_ends_when_its_client_is_gone()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestServer.StartAsync(Route.Get("/events", async request =>
        {
            using var client = request.WatchClient();
            await using var registration = client.Token.Register(() => ended.TrySetResult());
            await request.BeginStreamAsync(MediaTypes.Json);
            await ended.Task;
        }));
        using (var client = server.Connect())
        {
            await client.SendAsync("GET /events HTTP/1.1\r\nHost: d\r\n\r\n"u8.ToArray());
            await TestServer.ReadUntilAsync(client, "\r\n\r\n");
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
