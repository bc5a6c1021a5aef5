using Davit.Api.Distribution;
using Davit.Api.System;
using Davit.Client.Tests.Transport;

namespace Davit.Client.Tests;

/// <summary>Requests that go on to registries: their paths, and credentials in the header that is for them.</summary>
public sealed class RegistryRequestTests
{
    private const string Empty = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    [Fact]
    public void Credentials_go_in_a_header_of_their_own()
    {
        Assert.Contains("\r\nX-Registry-Auth: e30=\r\n", Sent(client => client.Images.Pull("a", "1", "", "e30=").Dispose()), StringComparison.Ordinal);
        Assert.DoesNotContain("X-Registry-Auth", Sent(client => client.Images.Pull("a", "1", "", "").Dispose()), StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_keep_the_parts_of_a_name()
    {
        Assert.StartsWith("POST /v1.51/images/h:1/a/b/push?tag=1 HTTP/1.1\r\n", Sent(client => client.Images.Push("h:1/a/b", "1", "", "e30=").Dispose()), StringComparison.Ordinal);
        Assert.StartsWith("GET /v1.51/davit/manifests/h:1/a@sha256:x/json?insecure=1 HTTP/1.1\r\n", Sent(client => client.Registries.Manifest("h:1/a@sha256:x", true, "e30=")), StringComparison.Ordinal);
        Assert.StartsWith("GET /v1.51/images/json?manifests=1 HTTP/1.1\r\n", Sent(client => client.Images.List(all: false, new Filters(), manifests: true).Dispose()), StringComparison.Ordinal);
        Assert.StartsWith("GET /v1.51/images/search?term=a HTTP/1.1\r\n", Sent(client => client.Images.Search("a", 0, new Filters(), "").Dispose()), StringComparison.Ordinal);
    }

    [Fact]
    public void Bodies_hold_what_was_set()
    {
        Assert.EndsWith("\r\n\r\n{\"username\":\"u\",\"password\":\"p\"}", Sent(client => client.System.Authenticate(new AuthConfig { Username = "u", Password = "p" })), StringComparison.Ordinal);
        Assert.EndsWith(
            "\r\n\r\n{\"Target\":\"h/a:1\",\"MediaType\":\"t\",\"Raw\":\"e30=\",\"Sources\":[\"h/b@sha256:x\"]}",
            Sent(client => client.Registries.Push(new ManifestPushRequest { Target = "h/a:1", MediaType = "t", Raw = "e30=", Sources = ["h/b@sha256:x"] }, "e30=")),
            StringComparison.Ordinal);
    }

    private static string Sent(Action<EngineClient> send)
    {
        var request = string.Empty;
        using var server = new ScriptedServer(connection => request = connection.Answer(Empty));
        using (var client = server.Client())
        {
            send(client);
        }

        server.Finish();
        return request;
    }
}
