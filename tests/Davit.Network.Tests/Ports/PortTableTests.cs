using System.Net;
using Davit.Network.Ports;

namespace Davit.Network.Tests.Ports;

public sealed class PortTableTests
{
    private readonly PortTable table = new(32768, 32771);

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "0.0.0.0", false)]
    [InlineData("127.0.0.1", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "127.0.0.2", true)]
    [InlineData("0.0.0.0", "::", true)]
    [InlineData("::", "::1", false)]
    [InlineData("::1", "127.0.0.1", true)]
    public void A_port_is_taken_on_addresses_that_overlap(string first, string second, bool free)
    {
        Assert.True(Take(80, first));
        Assert.Equal(free, Take(80, second));
    }

    [Fact]
    public void Protocols_and_ports_are_independent()
    {
        Assert.True(Take(80, "0.0.0.0"));
        Assert.True(Take(81, "0.0.0.0"));
        Assert.True(table.TryTake(PortProtocol.Udp, [IPAddress.Any], 80));
    }

    [Fact]
    public void Of_several_addresses_all_are_taken_or_none()
    {
        Assert.True(Take(80, "::1"));
        Assert.False(table.TryTake(PortProtocol.Tcp, [IPAddress.Any, IPAddress.IPv6Any], 80));
        Assert.True(Take(80, "0.0.0.0"));
    }

    [Fact]
    public void A_released_port_is_free_on_that_address_only()
    {
        Assert.True(Take(80, "127.0.0.1"));
        Assert.True(Take(80, "127.0.0.2"));
        table.Release(PortProtocol.Tcp, IPAddress.Parse("127.0.0.1"), 80);
        table.Release(PortProtocol.Tcp, IPAddress.Parse("127.0.0.9"), 80);
        Assert.True(Take(80, "127.0.0.1"));
        Assert.False(Take(80, "127.0.0.2"));
    }

    [Theory]
    [InlineData(80, 0, new ushort[] { 80 })]
    [InlineData(80, 82, new ushort[] { 80, 81, 82 })]
    [InlineData(65534, 65535, new ushort[] { 65534, 65535 })]
    public void A_fixed_port_and_a_range_are_tried_in_order(ushort first, ushort last, ushort[] expected) =>
        Assert.Equal(expected, table.Candidates(new PublishedPort { ContainerPort = 1, HostPort = first, HostPortEnd = last }));

    [Fact]
    public void An_open_port_goes_once_around_the_range_and_on_from_where_the_last_ended()
    {
        var open = new PublishedPort { ContainerPort = 1 };
        Assert.Equal([32768, 32769], table.Candidates(open).Take(2).Select(port => (int)port));
        Assert.Equal([32770, 32771, 32768, 32769], table.Candidates(open).Select(port => (int)port));
    }

    [Fact]
    public void The_range_may_reach_the_last_port_of_all()
    {
        var high = new PortTable(65534, 65535);
        Assert.Equal([65534, 65535], high.Candidates(new PublishedPort { ContainerPort = 1 }).Select(port => (int)port));
    }

    private bool Take(ushort port, string address) => table.TryTake(PortProtocol.Tcp, [IPAddress.Parse(address)], port);
}
