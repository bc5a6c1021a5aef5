using System.Net;
using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Tests.Netlink;

namespace Davit.Network.Tests.Nftables;

/// <summary>Rules against those that nft(8) 1.0.6 sends for the words beside them; see <see cref="NftBatchTests"/>.</summary>
public sealed class NftRuleTests
{
    private const string Accept = """1{1"immediate" 2{1:00000000 2{2{1:00000001}}}}""";

    // oifname != davit0 masquerade
    [Fact]
    public void Names_of_links_fill_sixteen_bytes() => Assert.Equal(
        """1{1"meta" 2{1:00000008 2:00000007}} 1{1"cmp" 2{1:00000008 2:00000001 3{1:64617669743000000000000000000000}}} 1{1"masq" 2{}}""",
        Rule(rule => rule.NotTo("davit0").Masquerade()));

    // iifname != a oifname b accept
    [Fact]
    public void Links_may_be_told_apart_on_both_sides() => Assert.Equal(
        """1{1"meta" 2{1:00000008 2:00000006}} 1{1"cmp" 2{1:00000008 2:00000001 3{1:61000000000000000000000000000000}}} 1{1"meta" 2{1:00000008 2:00000007}} 1{1"cmp" 2{1:00000008 2:00000000 3{1:62000000000000000000000000000000}}} """ + Accept,
        Rule(rule => rule.NotFrom("a").To("b").Accept()));

    // iifname davit0 ip daddr 172.17.0.1 drop
    [Fact]
    public void An_address_is_compared_whole() => Assert.Equal(
        """1{1"meta" 2{1:00000008 2:00000006}} 1{1"cmp" 2{1:00000008 2:00000000 3{1:64617669743000000000000000000000}}} 1{1"payload" 2{1:00000008 2:00000001 3:00000010 4:00000004}} 1{1"cmp" 2{1:00000008 2:00000000 3{1:ac110001}}} 1{1"immediate" 2{1:00000000 2{2{1:00000000}}}}""",
        Rule(rule => rule.From("davit0").Destination(IPNetwork.Parse("172.17.0.1/32")).Drop()));

    // ip saddr 172.17.0.0/20: nft(8) has the same mask where the prefix does not end with a byte
    [Theory]
    [InlineData("172.17.16.0/20", "fffff000", "ac111000")]
    [InlineData("10.0.0.0/8", "ff000000", "0a000000")]
    [InlineData("0.0.0.0/1", "80000000", "00000000")]
    [InlineData("1.2.3.4/31", "fffffffe", "01020304")]
    public void A_subnet_is_compared_under_its_mask(string subnet, string mask, string address) => Assert.Equal(
        """1{1"payload" 2{1:00000008 2:00000001 3:0000000c 4:00000004}} 1{1"bitwise" 2{1:00000008 2:00000008 3:00000004 4{1:MASK} 5{1:00000000}}} 1{1"cmp" 2{1:00000008 2:00000000 3{1:ADDRESS}}} """.Replace("MASK", mask, StringComparison.Ordinal).Replace("ADDRESS", address, StringComparison.Ordinal) + Accept,
        Rule(rule => rule.Source(IPNetwork.Parse(subnet)).Accept()));

    // ct state established,related accept
    [Fact]
    public void Connections_that_are_established_or_related_pass() => Assert.Equal(
        """1{1"ct" 2{1:00000008 2:00000000}} 1{1"bitwise" 2{1:00000008 2:00000008 3:00000004 4{1:06000000} 5{1:00000000}}} 1{1"cmp" 2{1:00000008 2:00000001 3{1:00000000}}} """ + Accept,
        Rule(rule => rule.Established().Accept()));

    // ct status dnat masquerade
    [Fact]
    public void Published_connections_are_those_whose_destination_was_changed() => Assert.Equal(
        """1{1"ct" 2{1:00000008 2:00000002}} 1{1"bitwise" 2{1:00000008 2:00000008 3:00000004 4{1:20000000} 5{1:00000000}}} 1{1"cmp" 2{1:00000008 2:00000001 3{1:00000000}}} 1{1"masq" 2{}}""",
        Rule(rule => rule.Published().Masquerade()));

    // fib daddr type local jump publish
    [Fact]
    public void Packets_to_this_host_jump() => Assert.Equal(
        """1{1"fib" 2{1:00000008 2:00000003 3:00000002}} 1{1"cmp" 2{1:00000008 2:00000000 3{1:02000000}}} 1{1"immediate" 2{1:00000000 2{2{1:fffffffd 2"publish"}}}}""",
        Rule(rule => rule.DestinationIsLocal(true).Jump("publish")));

    // fib daddr type != local return
    [Fact]
    public void Packets_to_others_return() => Assert.Equal(
        """1{1"fib" 2{1:00000008 2:00000003 3:00000002}} 1{1"cmp" 2{1:00000008 2:00000001 3{1:02000000}}} 1{1"immediate" 2{1:00000000 2{2{1:fffffffb}}}}""",
        Rule(rule => rule.DestinationIsLocal(false).Return()));

    // counter accept
    [Fact]
    public void A_counter_has_no_settings() => Assert.Equal("""1{1"counter" 2{}} """ + Accept, Rule(rule => rule.Count().Accept()));

    // meta l4proto udp th dport 53 dnat to 127.0.0.53:53 (nft has the port in register 12, and a flag that the kernel sets by itself)
    [Fact]
    public void Questions_for_names_go_to_the_resolver() => Assert.Equal(
        """1{1"meta" 2{1:00000008 2:00000010}} 1{1"cmp" 2{1:00000008 2:00000000 3{1:11}}} 1{1"payload" 2{1:00000008 2:00000002 3:00000002 4:00000002}} 1{1"cmp" 2{1:00000008 2:00000000 3{1:0035}}} 1{1"immediate" 2{1:00000008 2{1:7f000035}}} 1{1"immediate" 2{1:00000009 2{1:0035}}} 1{1"nat" 2{1:00000001 2:00000002 3:00000008 5:00000009}}""",
        Rule(rule => rule.Protocol(17).Port(53).TranslateTo(IPAddress.Parse("127.0.0.53"), 53)));

    // snat to 127.0.0.1
    [Fact]
    public void A_source_is_translated() => Assert.Equal(
        """1{1"immediate" 2{1:00000008 2{1:7f000001}}} 1{1"nat" 2{1:00000000 2:00000002 3:00000008}}""", Rule(rule => rule.TranslateSource(IPAddress.Loopback)));

    // dnat ip to meta l4proto . th dport map @published_anywhere
    [Fact]
    public void Ports_of_every_address_are_looked_up_by_protocol_and_port() => Assert.Equal(
        """1{1"meta" 2{1:00000008 2:00000010}} 1{1"payload" 2{1:00000009 2:00000002 3:00000002 4:00000002}} 1{1"lookup" 2{1"published_anywhere" 2:00000008 3:00000008}} 1{1"nat" 2{1:00000001 2:00000002 3:00000008 5:00000009}}""",
        Rule(rule => rule.TranslateBy(NftMap.PublishedAnywhere(NftFamily.Ip))));

    // dnat ip to meta l4proto . ip daddr . th dport map @published
    [Fact]
    public void Ports_of_one_address_are_looked_up_with_it() => Assert.Equal(
        """1{1"meta" 2{1:00000008 2:00000010}} 1{1"payload" 2{1:00000009 2:00000001 3:00000010 4:00000004}} 1{1"payload" 2{1:0000000a 2:00000002 3:00000002 4:00000002}} 1{1"lookup" 2{1"published" 2:00000008 3:00000008}} 1{1"nat" 2{1:00000001 2:00000002 3:00000008 5:00000009}}""",
        Rule(rule => rule.TranslateBy(NftMap.Published(NftFamily.Ip))));

    [Fact]
    public void Ipv6_takes_four_registers_for_an_address()
    {
        Assert.Equal(
            """1{1"meta" 2{1:00000008 2:00000010}} 1{1"payload" 2{1:00000009 2:00000001 3:00000018 4:00000010}} 1{1"payload" 2{1:0000000d 2:00000002 3:00000002 4:00000002}} 1{1"lookup" 2{1"published" 2:00000008 3:00000008}} 1{1"nat" 2{1:00000001 2:0000000a 3:00000008 5:0000000c}}""",
            Rule(rule => rule.TranslateBy(NftMap.Published(NftFamily.Ip6)), NftFamily.Ip6));
        Assert.StartsWith(
            """1{1"payload" 2{1:00000008 2:00000001 3:00000008 4:00000010}} 1{1"bitwise" 2{1:00000008 2:00000008 3:00000010 4{1:ffffffffffffffff0000000000000000}""",
            Rule(rule => rule.Source(IPNetwork.Parse("fd00::/64")).Accept(), NftFamily.Ip6),
            StringComparison.Ordinal);
    }

    private static string Rule(Action<NftRule> build, NftFamily family = NftFamily.Ip)
    {
        var writer = new NetlinkWriter();
        writer.Begin(NftBatch.NewRule, NetlinkFlags.None, 1);
        build(new NftRule(writer, family));
        return NetlinkText.Attributes(Assert.Single(NetlinkText.Messages(writer)), 0);
    }
}
