using System.Net;
using Davit.Network.Dns;

namespace Davit.Network.Tests.Dns;

/// <summary>A container's resolv.conf(5) from the host's and from what the user asked for.</summary>
public sealed class ResolvConfTests
{
    private const string Fallback = "nameserver 8.8.8.8\nnameserver 8.8.4.4\n";

    [Fact]
    public void The_hosts_file_is_taken_over_in_order() => Assert.Equal(
        "nameserver 10.0.0.1\nnameserver fd00::1\nsearch a.example b.example\noptions ndots:2 timeout:1\n",
        Build("# comment\nnameserver 10.0.0.1\nsearch a.example b.example\n; other\noptions ndots:2\nnameserver\tfd00::1\r\noptions timeout:1\n"));

    [Theory]
    [InlineData("nameserver 127.0.0.53\n")]
    [InlineData("nameserver 127.0.0.1\nnameserver ::1\n")]
    [InlineData("nameserver fe80::1%eth0\n")]
    [InlineData("nameserver 0.0.0.0\n")]
    [InlineData("nameserver nonsense\n")]
    [InlineData("")]
    public void A_host_without_a_resolver_that_containers_reach_gets_dockers(string host) => Assert.Equal(Fallback, Build(host));

    [Fact]
    public void Resolvers_on_loopback_are_left_out_beside_others() => Assert.Equal("nameserver 10.0.0.1\n", Build("nameserver 127.0.0.53\nnameserver 10.0.0.1\n"));

    [Fact]
    public void On_the_hosts_network_loopback_stays() =>
        Assert.Equal("nameserver 127.0.0.53\nsearch x\n", ResolvConf.Build("nameserver 127.0.0.53\nsearch x\n", new ResolvConfOptions(), keepLoopback: true));

    [Fact]
    public void A_resolver_on_loopback_can_be_reached_by_another_address() => Assert.Equal(
        "nameserver 172.17.0.1\n", ResolvConf.Build("nameserver 127.0.0.53\n", new ResolvConfOptions(), keepLoopback: false, IPAddress.Parse("172.17.0.1")));

    [Fact]
    public void What_the_user_asked_for_replaces_the_hosts_part_by_part()
    {
        const string Host = "nameserver 10.0.0.1\nsearch host.example\noptions ndots:2\n";
        Assert.Equal("nameserver 1.1.1.1\nnameserver 127.0.0.1\nsearch host.example\noptions ndots:2\n", Build(Host, new ResolvConfOptions { Servers = ["1.1.1.1", "127.0.0.1"] }));
        Assert.Equal("nameserver 10.0.0.1\nsearch a b\noptions ndots:2\n", Build(Host, new ResolvConfOptions { Search = ["a", "b"] }));
        Assert.Equal("nameserver 10.0.0.1\nsearch host.example\noptions rotate\n", Build(Host, new ResolvConfOptions { Options = ["rotate"] }));
    }

    [Fact]
    public void A_dot_means_no_search_domain() => Assert.Equal("nameserver 10.0.0.1\n", Build("nameserver 10.0.0.1\nsearch host.example\n", new ResolvConfOptions { Search = ["."] }));

    [Theory]
    [InlineData("search a\nsearch b\n", "b")]
    [InlineData("domain a\nsearch b c\n", "b c")]
    [InlineData("search b\ndomain a\n", "a")]
    public void The_last_search_line_counts(string host, string search) => Assert.Equal($"{Fallback}search {search}\n", Build(host));

    [Theory]
    [InlineData("nameserver 127.0.0.53\n", "127.0.0.53")]
    [InlineData("nameserver ::1\nnameserver 127.0.0.2\n", "127.0.0.2")]
    [InlineData("nameserver 127.0.0.53\nnameserver 10.0.0.1\n", null)]
    [InlineData("nameserver ::1\n", null)]
    [InlineData("", null)]
    public void The_resolver_on_loopback_is_the_one_when_there_is_no_other(string host, string? expected) => Assert.Equal(expected, ResolvConf.LoopbackServer(host)?.ToString());

    private static string Build(string host, ResolvConfOptions? options = null) => ResolvConf.Build(host, options ?? new ResolvConfOptions(), keepLoopback: false);
}
