using System.Net;
using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Tests.Netlink;

namespace Davit.Network.Tests.Nftables;

/// <summary>
/// Messages of nf_tables against those that nft(8) 1.0.6 sends for the same words (strace -e write), its registers 1 to 4 written as the
/// 8, 12, 16, 20 that they are.
/// </summary>
public sealed class NftBatchTests
{
    [Fact]
    public void A_transaction_has_a_begin_and_an_end_and_asks_once_for_an_answer()
    {
        var writer = new NetlinkWriter();
        var batch = new NftBatch(writer, 7, NftFamily.Ip, "davit");
        batch.AddTable();
        batch.AddChain("publish");
        Assert.Equal(9u, batch.Complete());
        var messages = NetlinkText.Messages(writer);
        Assert.Equal([0x10, 0x0a00, 0x0a03, 0x11], messages.Select(message => (int)NetlinkText.Type(message)));
        Assert.Equal([7u, 8u, 9u, 10u], messages.Select(NetlinkText.Sequence));
        Assert.Equal([0x1, 0x401, 0x405, 0x1], messages.Select(message => (int)NetlinkText.Flags(message)));
        Assert.Equal("14000000100001000700000000000000" + "0000000a", Convert.ToHexStringLower(messages[0]));
        Assert.Equal("14000000110001000a00000000000000" + "0000000a", Convert.ToHexStringLower(messages[3]));
    }

    [Fact]
    public void A_table_is_byte_for_byte_nfts_but_for_the_flag_that_makes_it()
    {
        var message = Single(batch => batch.AddTable());
        Assert.Equal("28000000000a05040800000000000000020000000a00010064617669740000000800020000000000", Convert.ToHexStringLower(message));
    }

    [Theory]
    [InlineData("postrouting", "nat", 4, 100, "1\"davit\" 3\"postrouting\" 4{1:00000004 2:00000064} 5:00000001 7\"nat\"")]
    [InlineData("guard", "filter", 0, -300, "1\"davit\" 3\"guard\" 4{1:00000000 2:fffffed4} 5:00000001 7\"filter\"")]
    public void A_base_chain_has_hook_priority_policy_and_type(string name, string type, uint hook, int priority, string expected)
    {
        var message = Single(batch => batch.AddBaseChain(name, type, (NftHook)hook, priority));
        Assert.Equal((0x0a03, expected), (NetlinkText.Type(message), NetlinkText.Attributes(message, 4)));
    }

    [Fact]
    public void A_rule_is_appended_and_an_inserted_one_has_a_comment()
    {
        var added = Single(batch => batch.AddRule("publish", rule => rule.Accept()));
        var inserted = Single(batch => batch.InsertRule("publish", "davit x", rule => rule.Accept()));
        Assert.Equal((0x0a06, 0xc05), (NetlinkText.Type(added), NetlinkText.Flags(added)));
        Assert.Equal(0x405, NetlinkText.Flags(inserted));
        Assert.Equal(NetlinkText.Attributes(added, 4) + " 7:0008" + Convert.ToHexStringLower("davit x"u8) + "00", NetlinkText.Attributes(inserted, 4));
    }

    [Theory]
    [InlineData("published", "1\"davit\" 2\"published\" 3:00000008 4:0000c1cd 5:0000000c 6:000001cd 7:00000008 10:00000001")]
    [InlineData("published_anywhere", "1\"davit\" 2\"published_anywhere\" 3:00000008 4:0000030d 5:00000008 6:000001cd 7:00000008 10:00000001")]
    public void A_map_has_the_types_that_nft_gives_it(string name, string expected)
    {
        var map = name == "published" ? NftMap.Published(NftFamily.Ip) : NftMap.PublishedAnywhere(NftFamily.Ip);
        var message = Single(batch => batch.AddMap(map, 1));
        Assert.Equal((0x0a09, expected), (NetlinkText.Type(message), NetlinkText.Attributes(message, 4)));
    }

    [Fact]
    public void Elements_hold_protocol_address_and_port_each_filled_up_to_four_bytes()
    {
        var anywhere = new FirewallPort(PortProtocol.Tcp, IPAddress.Any, 8080, IPAddress.Parse("172.17.0.2"), 80, "web");
        var loopback = new FirewallPort(PortProtocol.Udp, IPAddress.Loopback, 53, IPAddress.Parse("172.17.0.3"), 5353, "dns");
        Assert.Equal(
            "1\"davit\" 2\"published_anywhere\" 3{1{1{1:060000001f900000} 2{1:ac11000200500000} 6:000477656200}}",
            NetlinkText.Attributes(Single(batch => batch.AddElements(NftMap.PublishedAnywhere(NftFamily.Ip), [anywhere.ToElement()])), 4));
        Assert.Equal(
            "1\"davit\" 2\"published\" 3{1{1{1:110000007f00000100350000} 2{1:ac11000314e90000} 6:0004646e7300}}",
            NetlinkText.Attributes(Single(batch => batch.AddElements(NftMap.Published(NftFamily.Ip), [loopback.ToElement()])), 4));
    }

    [Fact]
    public void An_element_is_removed_by_its_key_alone()
    {
        var port = new FirewallPort(PortProtocol.Tcp, IPAddress.Any, 8080, IPAddress.Parse("172.17.0.2"), 80, "web");
        var message = Single(batch => batch.RemoveElements(NftMap.PublishedAnywhere(NftFamily.Ip), [port.ToElement()]));
        Assert.Equal((0x0a0e, "1\"davit\" 2\"published_anywhere\" 3{1{1{1:060000001f900000}}}"), (NetlinkText.Type(message), NetlinkText.Attributes(message, 4)));
    }

    [Fact]
    public void Addresses_of_ipv6_take_sixteen_bytes()
    {
        var port = new FirewallPort(PortProtocol.Sctp, IPAddress.IPv6Loopback, 1, IPAddress.Parse("fd00::2"), 2, "").ToElement();
        var map = NftMap.Published(NftFamily.Ip6);
        Assert.Equal((map.KeyLength, map.DataLength), (port.Key.Length, port.Value.Length));
        Assert.Equal("84000000" + "00000000000000000000000000000001" + "00010000", Convert.ToHexStringLower(port.Key));
        Assert.Equal("fd000000000000000000000000000002" + "00020000", Convert.ToHexStringLower(port.Value));
    }

    [Fact]
    public void Many_elements_take_several_messages_none_of_which_overflows()
    {
        var ports = Enumerable.Range(1, 1000).Select(port => new FirewallPort(PortProtocol.Tcp, IPAddress.Any, (ushort)port, IPAddress.Loopback, 80, "0123456789ab").ToElement());
        var writer = new NetlinkWriter();
        var batch = new NftBatch(writer, 1, NftFamily.Ip, "davit");
        batch.AddElements(NftMap.PublishedAnywhere(NftFamily.Ip), ports);
        batch.Complete();
        var messages = NetlinkText.Messages(writer).Where(message => NetlinkText.Type(message) == 0x0a0c).ToList();
        Assert.Equal(4, messages.Count);
        Assert.Equal(1000, messages.Sum(message => NetlinkText.Attributes(message, 4).Split("6:000d").Length - 1));
    }

    private static byte[] Single(Action<NftBatch> build)
    {
        var writer = new NetlinkWriter();
        var batch = new NftBatch(writer, 7, NftFamily.Ip, "davit");
        build(batch);
        batch.Complete();
        var messages = NetlinkText.Messages(writer);
        Assert.Equal(3, messages.Count);
        return messages[1];
    }
}
