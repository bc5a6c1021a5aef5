using System.Text.Json;
using Davit.Cli.Formatting;

namespace Davit.Cli.Tests.Formatting;

/// <summary>The column of ports; expected texts are those of <c>docker ps</c> 28.2.</summary>
public sealed class PortListTests
{
    [Theory]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8080}, {"PrivatePort": 80, "Type": "tcp", "IP": "::", "PublicPort": 8080}]""", "0.0.0.0:8080->80/tcp, [::]:8080->80/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp"}]""", "80/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp"}, {"PrivatePort": 81, "Type": "tcp"}, {"PrivatePort": 82, "Type": "tcp"}]""", "80-82/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 80}, {"PrivatePort": 81, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 81}]""", "0.0.0.0:80-81->80-81/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8080}, {"PrivatePort": 81, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8081}, {"PrivatePort": 82, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8082}]""", "0.0.0.0:8080->80/tcp, 0.0.0.0:8081->81/tcp, 0.0.0.0:8082->82/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp"}, {"PrivatePort": 82, "Type": "tcp"}, {"PrivatePort": 81, "Type": "udp"}]""", "80/tcp, 82/tcp, 81/udp")]
    [InlineData("""[{"PrivatePort": 443, "Type": "tcp"}, {"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 80}]""", "0.0.0.0:80->80/tcp, 443/tcp")]
    [InlineData("""[{"PrivatePort": 53, "Type": "udp", "IP": "127.0.0.1", "PublicPort": 53}, {"PrivatePort": 53, "Type": "tcp", "IP": "127.0.0.1", "PublicPort": 53}]""", "127.0.0.1:53->53/tcp, 127.0.0.1:53->53/udp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "::1", "PublicPort": 80}]""", "[::1]:80->80/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 80}, {"PrivatePort": 81, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 81}, {"PrivatePort": 80, "Type": "tcp", "IP": "::", "PublicPort": 80}, {"PrivatePort": 81, "Type": "tcp", "IP": "::", "PublicPort": 81}, {"PrivatePort": 90, "Type": "tcp"}]""", "0.0.0.0:80-81->80-81/tcp, [::]:80-81->80-81/tcp, 90/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8080}, {"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8081}]""", "0.0.0.0:8080->80/tcp, 0.0.0.0:8081->80/tcp")]
    [InlineData("""[{"PrivatePort": 9, "Type": "sctp"}, {"PrivatePort": 10, "Type": "sctp"}]""", "9-10/sctp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 80}, {"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 81}, {"PrivatePort": 81, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 81}]""", "0.0.0.0:80-81->80-81/tcp, 0.0.0.0:81->80/tcp")]
    [InlineData("""[{"PrivatePort": 443, "Type": "tcp"}, {"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8080}]""", "443/tcp, 0.0.0.0:8080->80/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp"}, {"PrivatePort": 80, "Type": "tcp"}]""", "80/tcp, 80/tcp")]
    [InlineData("""[{"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 80}, {"PrivatePort": 82, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 82}, {"PrivatePort": 81, "Type": "tcp", "IP": "127.0.0.1", "PublicPort": 9}]""", "0.0.0.0:80->80/tcp, 0.0.0.0:82->82/tcp, 127.0.0.1:9->81/tcp")]
    public void Neighbouring_ports_merge_as_dockers_do(string ports, string expected)
    {
        using var document = JsonDocument.Parse(ports);
        Assert.Equal(expected, PortList.Write(document.RootElement.EnumerateArray()));
    }

    [Fact]
    public void No_ports_are_an_empty_text() => Assert.Empty(PortList.Write([]));
}
