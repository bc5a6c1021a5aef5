namespace Davit.Cli.Tests.Options;

/// <summary><c>-p</c> and <c>--expose</c>; expected texts are those of docker 28.2.</summary>
public sealed class PublishTests
{
    [Theory]
    [InlineData("80", """{"80/tcp":[{"HostIp":"","HostPort":""}]}""")]
    [InlineData("8080:80", """{"80/tcp":[{"HostIp":"","HostPort":"8080"}]}""")]
    [InlineData("127.0.0.1:8080:80", """{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}]}""")]
    [InlineData("127.0.0.1::80", """{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":""}]}""")]
    [InlineData("8080:80/udp", """{"80/udp":[{"HostIp":"","HostPort":"8080"}]}""")]
    [InlineData("80/sctp", """{"80/sctp":[{"HostIp":"","HostPort":""}]}""")]
    [InlineData("8000-8002:80-82", """{"80/tcp":[{"HostIp":"","HostPort":"8000"}],"81/tcp":[{"HostIp":"","HostPort":"8001"}],"82/tcp":[{"HostIp":"","HostPort":"8002"}]}""")]
    [InlineData("8000-8002:80", """{"80/tcp":[{"HostIp":"","HostPort":"8000-8002"}]}""")]
    [InlineData("80-82", """{"80/tcp":[{"HostIp":"","HostPort":""}],"81/tcp":[{"HostIp":"","HostPort":""}],"82/tcp":[{"HostIp":"","HostPort":""}]}""")]
    [InlineData("[::1]:8080:80", """{"80/tcp":[{"HostIp":"::1","HostPort":"8080"}]}""")]
    [InlineData("::1:8080:80", """{"80/tcp":[{"HostIp":"::1","HostPort":"8080"}]}""")]
    [InlineData("8080:80/UDP", """{"80/udp":[{"HostIp":"","HostPort":"8080"}]}""")]
    [InlineData(":80", """{"80/tcp":[{"HostIp":"","HostPort":""}]}""")]
    [InlineData("80/", """{"80/tcp":[{"HostIp":"","HostPort":""}]}""")]
    [InlineData("0:80", """{"80/tcp":[{"HostIp":"","HostPort":"0"}]}""")]
    [InlineData("80:0", """{"0/tcp":[{"HostIp":"","HostPort":"80"}]}""")]
    [InlineData("80-80:90", """{"90/tcp":[{"HostIp":"","HostPort":"80"}]}""")]
    [InlineData("1-2:3-4/tcp", """{"3/tcp":[{"HostIp":"","HostPort":"1"}],"4/tcp":[{"HostIp":"","HostPort":"2"}]}""")]
    [InlineData("target=80,published=8080,protocol=udp", """{"80/udp":[{"HostIp":"","HostPort":"8080"}]}""")]
    [InlineData("target=80", """{"80/tcp":[{"HostIp":"","HostPort":""}]}""")]
    [InlineData("target=80,mode=host", """{"80/tcp":[{"HostIp":"","HostPort":""}]}""")]
    public void Published_ports_are_sent_as_docker_sends_them(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.PortBindings", "-p", text));

    [Theory]
    [InlineData("8080:", "no port specified: 8080:<empty>")]
    [InlineData("80/foo", "invalid proto: foo")]
    [InlineData("65536:80", "invalid hostPort: 65536")]
    [InlineData("8080:65536", "invalid containerPort: 65536")]
    [InlineData("8002-8000:80", "invalid hostPort: 8002-8000")]
    [InlineData("8000-8001:80-82", "invalid ranges specified for container and host Ports: 80-82 and 8000-8001")]
    [InlineData("a:80", "invalid hostPort: a")]
    [InlineData("a:80:80", "invalid IP address: a")]
    [InlineData("256.1.1.1:80:80", "invalid IP address: 256.1.1.1")]
    [InlineData("localhost:80:80", "invalid IP address: localhost")]
    [InlineData("[fe80::1%eth0]:80:80", "invalid IP address: fe80::1%eth0")]
    [InlineData("-80:80", "invalid hostPort: -80")]
    [InlineData("published=80", "no port specified: 80:/tcp<empty>")]
    [InlineData("", "no port specified: <empty>")]
    public void What_is_no_port_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("-p", text));

    [Theory]
    [InlineData("80", """{"80/tcp":{}}""")]
    [InlineData("80-82", """{"80/tcp":{},"81/tcp":{},"82/tcp":{}}""")]
    [InlineData("80/udp", """{"80/udp":{}}""")]
    public void Exposed_ports_are_sent_as_docker_sends_them(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("ExposedPorts", "--expose", text));

    [Theory]
    [InlineData("8080:80", "invalid port format for --expose: 8080:80")]
    [InlineData("82-80", "invalid range format for --expose: 82-80, error: invalid range specified for port: 82-80")]
    [InlineData("99999", """invalid range format for --expose: 99999, error: strconv.ParseUint: parsing "99999": value out of range""")]
    [InlineData("a", """invalid range format for --expose: a, error: strconv.ParseUint: parsing "a": invalid syntax""")]
    [InlineData("", "invalid range format for --expose: , error: empty string specified for ports")]
    public void What_cannot_be_exposed_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--expose", text));
}
