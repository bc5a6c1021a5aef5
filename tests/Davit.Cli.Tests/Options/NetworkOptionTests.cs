namespace Davit.Cli.Tests.Options;

/// <summary>Names, addresses and networks; expected texts are those of docker 28.2.</summary>
public sealed class NetworkOptionTests
{
    [Theory]
    [InlineData("a:1.2.3.4", """["a:1.2.3.4"]""")]
    [InlineData("a=1.2.3.4", """["a:1.2.3.4"]""")]
    [InlineData("a:::1", """["a:::1"]""")]
    [InlineData("a=[::1]", """["a:::1"]""")]
    [InlineData("a:[::1]", """["a:::1"]""")]
    [InlineData("a:host-gateway", """["a:host-gateway"]""")]
    public void Hosts_are_sent_with_a_colon(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.ExtraHosts", "--add-host", text));

    [Theory]
    [InlineData("a", "bad format for add-host: \"a\"")]
    [InlineData("b:x", "invalid IP address in add-host: \"x\"")]
    [InlineData(":1.2.3.4", "bad format for add-host: \":1.2.3.4\"")]
    [InlineData("a=", "invalid IP address in add-host: \"\"")]
    public void What_is_no_host_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--add-host", text));

    [Theory]
    [InlineData("1.2.3.4", """["1.2.3.4"]""")]
    [InlineData("::1", """["::1"]""")]
    [InlineData(" 1.2.3.4 ", """["1.2.3.4"]""")]
    public void Resolvers_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Dns", "--dns", text));

    [Theory]
    [InlineData("x", "IP address is not correctly formatted: x")]
    [InlineData("1.2.3", "IP address is not correctly formatted: 1.2.3")]
    [InlineData("1", "IP address is not correctly formatted: 1")]
    [InlineData("0x7f000001", "IP address is not correctly formatted: 0x7f000001")]
    public void What_is_no_address_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--dns", text));

    [Theory]
    [InlineData("a.b", """["a.b"]""")]
    [InlineData(".", """["."]""")]
    public void Search_domains_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.DnsSearch", "--dns-search", text));

    [Theory]
    [InlineData("a_b.c", "a_b.c is not a valid domain")]
    [InlineData("", " is not a valid domain")]
    [InlineData("a b", "a b is not a valid domain")]
    [InlineData("-x", "-x is not a valid domain")]
    [InlineData("a..b", "a..b is not a valid domain")]
    public void What_is_no_domain_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--dns-search", text));

    [Theory]
    [InlineData("a", """["a"]""")]
    [InlineData("a:b", """["a:b"]""")]
    public void Links_are_sent(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Links", "--link", text));

    [Theory]
    [InlineData("a:b:c", "bad format for links: a:b:c")]
    [InlineData("", "empty string specified for links")]
    public void What_is_no_link_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--link", text));

    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("host", "\"host\"")]
    [InlineData("container:x", "\"container:x\"")]
    [InlineData("name=a,alias=b", "\"a\"")]
    public void The_network_is_the_containers_mode(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.NetworkMode", "--network", text));

    [Theory]
    [InlineData("alias=b", "network name/id is not specified")]
    [InlineData("name=a,foo=b", "invalid field key foo")]
    [InlineData("name=a,gw-priority=x", "invalid gw-priority (x): invalid syntax")]
    [InlineData("name=a,alias", "invalid field alias")]
    public void What_is_no_network_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--network", text));

    [Theory]
    [InlineData("02:42:ac:11:00:02", """{"default":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"02:42:ac:11:00:02","DriverOpts":null,"GwPriority":0,"NetworkID":"","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}""")]
    public void A_hardware_address_belongs_to_the_default_network(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("NetworkingConfig.EndpointsConfig", "--mac-address", text));

    [Theory]
    [InlineData("zz", "zz is not a valid mac address")]
    public void What_is_no_hardware_address_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("--mac-address", text));
}
