using System.Net;
using System.Net.Sockets;
using Davit.Network.Netlink;

namespace Davit.Network.Tests.Netlink;

/// <summary>Messages of rtnetlink against those that ip(8) of iproute2 6.1 sends for the same words.</summary>
public sealed class RouteMessagesTests
{
    // ip link add davit0 address 02:42:01:02:03:04 mtu 1400 up type bridge
    [Fact]
    public void A_bridge_is_made_by_one_message()
    {
        var message = One(w => RouteMessages.AddBridge(w, 1, "davit0", [2, 0x42, 1, 2, 3, 4], 1400));
        Assert.Equal((16, 0x605), (NetlinkText.Type(message), NetlinkText.Flags(message)));
        Assert.Equal("00000000000000000100000001000000", Header(message, 16));
        Assert.Equal("""1:024201020304 3"davit0" 4:78050000 18{1"bridge"}""", NetlinkText.Attributes(message, 16));
    }

    // ip addr add 172.17.0.1/16 broadcast 172.17.255.255 dev lo
    [Fact]
    public void An_address_has_its_broadcast()
    {
        var message = One(w => RouteMessages.AddAddress(w, 1, new AddressInfo(1, IPAddress.Parse("172.17.0.1"), 16)));
        Assert.Equal((20, 0x505), (NetlinkText.Type(message), NetlinkText.Flags(message)));
        Assert.Equal("0210000001000000", Header(message, 8));
        Assert.Equal("1:ac110001 2:ac110001 4:ac11ffff", NetlinkText.Attributes(message, 8));
    }

    [Theory]
    [InlineData("10.0.0.1", 30, "1:0a000001 2:0a000001 4:0a000003")]
    [InlineData("10.0.0.1", 31, "1:0a000001 2:0a000001")]
    [InlineData("10.0.0.1", 32, "1:0a000001 2:0a000001")]
    [InlineData("10.0.0.1", 8, "1:0a000001 2:0a000001 4:0affffff")]
    public void The_smallest_subnets_have_no_broadcast(string address, int prefix, string expected) => Assert.Equal(
        expected, NetlinkText.Attributes(One(w => RouteMessages.AddAddress(w, 1, new AddressInfo(1, IPAddress.Parse(address), prefix))), 8));

    // ip -6 addr add fd00::1/64 dev lo nodad
    [Fact]
    public void An_address_of_ipv6_is_usable_at_once()
    {
        var message = One(w => RouteMessages.AddAddress(w, 1, new AddressInfo(1, IPAddress.Parse("fd00::1"), 64)));
        Assert.Equal("0a40020001000000", Header(message, 8));
        Assert.Equal("1:fd000000000000000000000000000001 2:fd000000000000000000000000000001", NetlinkText.Attributes(message, 8));
    }

    // ip route add default via 127.0.0.2 dev lo
    [Fact]
    public void A_default_route_has_a_gateway_and_a_link()
    {
        var message = One(w => RouteMessages.AddDefaultRoute(w, 1, 1, IPAddress.Parse("127.0.0.2")));
        Assert.Equal((24, 0x605), (NetlinkText.Type(message), NetlinkText.Flags(message)));
        Assert.Equal("02000000fe03000100000000", Header(message, 12));
        Assert.Equal("4:01000000 5:7f000002", NetlinkText.Attributes(message, 12));
    }

    // ip link del d0 (which finds the index first)
    [Fact]
    public void A_link_is_removed_by_index_or_name()
    {
        var message = One(w => RouteMessages.RemoveLink(w, 1, 2));
        Assert.Equal("20000000110005000100000000000000" + "00000000020000000000000000000000", Convert.ToHexStringLower(message));
        Assert.Equal("3\"d0\"", NetlinkText.Attributes(One(w => RouteMessages.RemoveLink(w, 1, 0, "d0")), 16));
    }

    [Fact]
    public void A_pair_of_links_is_made_named_moved_and_joined_by_one_message()
    {
        var message = One(w => RouteMessages.AddVeth(w, 1, new VethSpec("host0", 7, "eth0", [2, 0x42, 10, 0, 0, 2], 1400, Isolated: false, 33)));
        Assert.Equal("00000000000000000100000001000000", Header(message, 16));
        var text = NetlinkText.Attributes(message, 16);
        Assert.StartsWith("""3"host0" 4:78050000 10:07000000 18{1"veth" 2{1{""", text, StringComparison.Ordinal);
        var peer = message.AsSpan(message.AsSpan().IndexOf("eth0\0"u8) - 4 - 16);
        Assert.Equal("00000000000000000000000000000000", Convert.ToHexStringLower(peer[..16])); // the peer's own header: not up yet
        Assert.Equal(1, message.AsSpan().Count("\u0008\0\u001c\0!\0\0\0"u8)); // IFLA_NET_NS_FD 33
        Assert.Equal(1, message.AsSpan().Count("\u000a\0\u0001\0\u0002\u0042\u000a\0\0\u0002"u8));
    }

    [Theory]
    [InlineData(true, false, "4:01 33:00")]
    [InlineData(false, true, "4:00 33:01")]
    public void A_port_of_a_bridge_may_be_hairpin_or_isolated(bool hairpin, bool isolated, string port) => Assert.Equal(
        "3\"p\" 18{4\"bridge\" 5{" + port + "}}", NetlinkText.Attributes(One(w => RouteMessages.SetBridgePort(w, 1, "p", hairpin, isolated)), 16));

    [Fact]
    public void Lists_are_asked_for_by_family()
    {
        var links = One(w => RouteMessages.ListLinks(w, 1));
        Assert.Equal((18, 0x301), (NetlinkText.Type(links), NetlinkText.Flags(links)));
        Assert.Equal((22, "0a00000000000000"), Ask(w => RouteMessages.ListAddresses(w, 1, AddressFamily.InterNetworkV6), 8));
        Assert.Equal((26, "020000000000000000000000"), Ask(w => RouteMessages.ListRoutes(w, 1, AddressFamily.InterNetwork), 12));
    }

    [Fact]
    public void A_mtu_of_zero_is_left_to_the_kernel() =>
        Assert.Equal("""1:020000000001 3"b" 18{1"bridge"}""", NetlinkText.Attributes(One(w => RouteMessages.AddBridge(w, 1, "b", [2, 0, 0, 0, 0, 1], 0)), 16));

    private static (int Type, string Header) Ask(Action<NetlinkWriter> build, int header)
    {
        var message = One(build);
        return (NetlinkText.Type(message), Header(message, header));
    }

    private static string Header(byte[] message, int length) => Convert.ToHexStringLower(message.AsSpan(16, length));

    private static byte[] One(Action<NetlinkWriter> build)
    {
        var writer = new NetlinkWriter();
        build(writer);
        return Assert.Single(NetlinkText.Messages(writer));
    }
}
