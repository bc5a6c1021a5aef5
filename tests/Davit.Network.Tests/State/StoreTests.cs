using System.Net;
using Davit.Network.State;
using Davit.Testing;

namespace Davit.Network.Tests.State;

/// <summary>Records on disk: what was written is read, and what cannot be read harms nothing else.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly List<string> broken = [];

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_network_is_read_as_it_was_written()
    {
        var store = new NetworkStore(directory.Path);
        var network = new NetworkRecord
        {
            Id = new string('a', 64), Name = "bridge", Driver = "bridge", Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), EnableIPv6 = true,
            Subnets = [new SubnetRecord { Subnet = "172.17.0.0/16", Gateway = "172.17.0.1", IpRange = "172.17.1.0/24" }],
            Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = "davit0" },
        };
        Assert.Empty(store.Load(broken.Add));
        store.Save(network);
        var read = Assert.Single(store.Load(broken.Add));
        Assert.Equal((network.Id, network.Name, network.Created, true), (read.Id, read.Name, read.Created, read.EnableIPv6));
        Assert.Equal(network.Subnets, read.Subnets);
        Assert.Equal(network.Options, read.Options);
        store.Delete(network);
        Assert.Empty(store.Load(broken.Add));
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_network_that_cannot_be_read_is_named_and_left_alone(string text)
    {
        var store = new NetworkStore(directory.Path);
        File.WriteAllText(directory["x.json"], text);
        Assert.Empty(store.Load(broken.Add));
        Assert.Contains(directory["x.json"], Assert.Single(broken), StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(directory["x.json"]));
    }

    [Fact]
    public void An_endpoint_is_read_as_it_was_written()
    {
        var store = new EndpointStore(directory.Path);
        var attachment = new Attachment
        {
            ContainerId = "c1", NetnsPath = "/run/netns/c1", SandboxId = "s", NetworkId = "n", NetworkName = "bridge", EndpointId = "e", Interface = "eth0",
            Address = IPAddress.Parse("172.17.0.2"), PrefixLength = 16, Gateway = IPAddress.Parse("172.17.0.1"), MacAddress = "02:42:ac:11:00:02", AddressV6 = IPAddress.Parse("fd00::2"),
            Ports = [new PortBinding(IPAddress.Any, 8080, 80, PortProtocol.Tcp), new PortBinding(IPAddress.IPv6Any, 53, 53, PortProtocol.Udp)],
        };
        store.Save(new EndpointRecord { BootId = "boot", HostLink = "dv1", Attachment = attachment });
        var read = Assert.Single(store.Load(broken.Add));
        Assert.Equal(("boot", "dv1"), (read.BootId, read.HostLink));
        Assert.Equal(attachment with { Ports = [] }, read.Attachment with { Ports = [] });
        Assert.Equal(attachment.Ports, read.Attachment.Ports);
        store.Delete("c1");
        store.Delete("c1");
        Assert.Empty(store.Load(broken.Add));
    }

    [Theory]
    [InlineData("c2.json", "{\"bootId\":")]
    [InlineData("c2.json", "null")]
    [InlineData(".c2.json.tmp", "{}")]
    [InlineData("c2.tmp", "x")]
    public void An_endpoint_that_a_kill_cut_short_is_removed(string name, string text)
    {
        var store = new EndpointStore(directory.Path);
        File.WriteAllText(directory[name], text);
        Assert.Empty(store.Load(broken.Add));
        Assert.False(File.Exists(directory[name]));
    }
}
