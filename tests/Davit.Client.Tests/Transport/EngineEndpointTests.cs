using Davit.Client.Transport;

namespace Davit.Client.Tests.Transport;

/// <summary>Addresses of daemons; the forms that messages show are docker 28.2's.</summary>
public sealed class EngineEndpointTests
{
    private static readonly TlsOptions s_tls = new() { Verify = true };

    [Theory]
    [InlineData("unix:///run/davit.sock", "/run/davit.sock")]
    [InlineData("unix://", "/var/run/docker.sock")]
    [InlineData("unix://relative.sock", "relative.sock")]
    [InlineData("/run/davit.sock", "/run/davit.sock")]
    public void A_socket_is_a_path(string text, string path)
    {
        var endpoint = EngineEndpoint.Parse(text, s_tls);
        Assert.Equal((EndpointKind.Unix, path, null), (endpoint.Kind, endpoint.Address, endpoint.Tls));
    }

    [Theory]
    [InlineData("tcp://127.0.0.1", "127.0.0.1", 2375, "tcp://127.0.0.1:2375")]
    [InlineData("tcp://host:1234", "host", 1234, "tcp://host:1234")]
    [InlineData("host:1", "host", 1, "tcp://host:1")]
    [InlineData("127.0.0.1", "127.0.0.1", 2375, "tcp://127.0.0.1:2375")]
    [InlineData(":1", "localhost", 1, "tcp://localhost:1")]
    [InlineData("tcp://:1", "localhost", 1, "tcp://localhost:1")]
    [InlineData("tcp://", "localhost", 2375, "tcp://localhost:2375")]
    [InlineData("tcp://[::1]:1", "::1", 1, "tcp://[::1]:1")]
    [InlineData("tcp://[::1]", "::1", 2375, "tcp://[::1]:2375")]
    [InlineData("tcp://host:0", "host", 0, "tcp://host:0")]
    [InlineData("http://host:80", "host", 80, "tcp://host:80")]
    public void A_host_has_a_port(string text, string host, int port, string shown)
    {
        var endpoint = EngineEndpoint.Parse(text, null);
        Assert.Equal((EndpointKind.Tcp, host, port, shown, null), (endpoint.Kind, endpoint.Address, endpoint.Port, endpoint.Text, endpoint.Tls));
    }

    [Fact]
    public void With_certificates_the_port_is_that_of_tls() => Assert.Equal((2376, s_tls), (EngineEndpoint.Parse("tcp://host", s_tls).Port, EngineEndpoint.Parse("tcp://host", s_tls).Tls));

    [Fact]
    public void Https_is_tls_that_checks() => Assert.True(EngineEndpoint.Parse("https://host", null).Tls!.Verify);

    [Theory]
    [InlineData("tcp://host:1/base", "/base", "tcp://host:1/base")]
    [InlineData("tcp://host/base/v/", "/base/v", "tcp://host:2375/base/v")]
    [InlineData("tcp://host:1/", "", "tcp://host:1")]
    public void A_path_comes_before_those_of_requests(string text, string path, string shown)
    {
        var endpoint = EngineEndpoint.Parse(text, null);
        Assert.Equal((path, shown), (endpoint.BasePath, endpoint.Text));
    }

    [Theory]
    [InlineData("ssh://user@host:22", "user@host:22")]
    [InlineData("ssh://host/run/x.sock", "host/run/x.sock")]
    public void Ssh_keeps_its_authority(string text, string address)
    {
        var endpoint = EngineEndpoint.Parse(text, s_tls);
        Assert.Equal((EndpointKind.Ssh, address, null), (endpoint.Kind, endpoint.Address, endpoint.Tls));
    }

    [Theory]
    [InlineData("tcp://host:99999")]
    [InlineData("tcp://host:y")]
    [InlineData("tcp://host:-1")]
    [InlineData("tcp://host:")]
    [InlineData("foo://x")]
    [InlineData("npipe:////./pipe/docker")]
    [InlineData("fd://3")]
    [InlineData("ssh://")]
    public void What_is_no_address_is_refused_and_named(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => EngineEndpoint.Parse(text, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_password_for_ssh_is_refused_and_not_shown()
    {
        var error = Assert.Throws<FormatException>(() => EngineEndpoint.Parse("ssh://user:secret@host", null));
        Assert.Equal("ssh host connection is not valid: invalid SSH URL: plain-text password is not supported", error.Message);
    }

    [Theory]
    [InlineData("ssh://host", "-o ConnectTimeout=30 -T -- host docker system dial-stdio")]
    [InlineData("ssh://user@host:2222", "-o ConnectTimeout=30 -T -l user -p 2222 -- host docker system dial-stdio")]
    [InlineData("ssh://host/run/x.sock", "-o ConnectTimeout=30 -T -- host docker --host unix:///run/x.sock system dial-stdio")]
    [InlineData("ssh://[::1]:22", "-o ConnectTimeout=30 -T -p 22 -- ::1 docker system dial-stdio")]
    [InlineData("ssh://[::1]", "-o ConnectTimeout=30 -T -- ::1 docker system dial-stdio")]
    [InlineData("ssh://-oProxyCommand=evil", "-o ConnectTimeout=30 -T -- -oProxyCommand=evil docker system dial-stdio")]
    public void Ssh_is_called_so_that_no_host_is_an_option(string text, string arguments) =>
        Assert.Equal(arguments, string.Join(' ', SshTunnel.Arguments(EngineEndpoint.Parse(text, null))));
}
