using System.Net;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

/// <summary>Attacks on the network that other engines fell to; each test runs one, and packets decide.</summary>
public sealed class AttackTests : NetworkTest
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    /// <summary>moby#45610: what is published on 127.0.0.1 was reachable for neighbours that send to it over the wire.</summary>
    [Fact(Explicit = true)]
    public async Task A_neighbour_does_not_reach_what_is_published_on_loopback()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", IPAddress.Loopback), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        SendLoopbackOver(host.Neighbour, "wire0", PrivateHost.HostAddress);
        Assert.Null(EchoClient.Ask(host.Neighbour, "127.0.0.1", 8080, patience: Short));
        Assert.NotNull(EchoClient.Ask(null, "127.0.0.1", 8080));
    }

    /// <summary>CVE-2020-8558: route_localnet opened the host's loopback services to containers.</summary>
    [Fact(Explicit = true)]
    public async Task A_container_does_not_reach_the_hosts_loopback_services()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", IPAddress.Any), default);
        host.Serve(null, IPAddress.Loopback, 7001);
        SendLoopbackOver(a.NetnsPath, "eth0", "172.17.0.1");
        Assert.Null(EchoClient.Ask(a.NetnsPath, "127.0.0.1", 7001, patience: Short));
        Assert.NotNull(EchoClient.Ask(null, "127.0.0.1", 7001));
    }

    /// <summary>moby#48815: unpublished ports were reachable for neighbours that route to the bridge's subnet.</summary>
    [Fact(Explicit = true)]
    public async Task A_neighbour_does_not_reach_unpublished_ports_by_routing_through_the_host()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", IPAddress.Any), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 81);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        PrivateHost.Run("ip", $"-n neighbour route add 172.17.0.0/16 via {PrivateHost.HostAddress}");
        Assert.Null(EchoClient.Ask(host.Neighbour, a.Address!.ToString(), 81, patience: Short));
        Assert.Null(EchoClient.Ask(host.Neighbour, a.Address!.ToString(), 80, patience: Short));
        Assert.NotNull(EchoClient.Ask(null, a.Address!.ToString(), 81));
    }

    /// <summary>CVE-2024-32473: containers of a network without IPv6 had it on their link.</summary>
    [Fact(Explicit = true)]
    public async Task A_container_of_a_network_without_ipv6_has_none_on_its_link()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", IPAddress.Any), default);
        Assert.Equal("", PrivateHost.Run("nsenter", $"--net={a.NetnsPath} ip -6 -o addr show dev eth0"));
        Assert.Equal("", PrivateHost.Run("ip", "-6 -o addr show dev davit0"));
        Assert.Contains("::1", PrivateHost.Run("nsenter", $"--net={a.NetnsPath} ip -6 -o addr show dev lo"), StringComparison.Ordinal);
    }

    /// <summary>CVE-2025-67499: traffic through the host to somebody else's port 8080 was hijacked.</summary>
    [Fact(Explicit = true)]
    public async Task Traffic_to_other_hosts_is_not_hijacked_by_a_published_port()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", IPAddress.Any), default);
        var b = await network.AttachAsync(new AttachRequest { ContainerId = "b" }, default);
        host.Serve(host.Neighbour, IPAddress.Any, 8080);
        // The container that answers on 80 is silent: an answer comes from the neighbour or from nobody.
        Assert.Equal(PrivateHost.HostAddress, EchoClient.Ask(b.NetnsPath, PrivateHost.NeighbourAddress, 8080));
        Assert.Equal(PrivateHost.HostAddress, EchoClient.Ask(null, PrivateHost.NeighbourAddress, 8080));
        Assert.NotNull(a.Address);
    }

    /// <summary>CVE-2025-54388, 54410: after a reload of the firewall, what protects was gone.</summary>
    [Fact(Explicit = true)]
    public async Task After_a_flush_the_protection_comes_back_with_the_rest()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", IPAddress.Any), default);
        host.Serve(null, IPAddress.Loopback, 7001);
        SendLoopbackOver(a.NetnsPath, "eth0", "172.17.0.1");
        var before = PrivateHost.Run("nft", "list table ip davit");
        PrivateHost.Run("nft", "flush ruleset");
        Assert.True(SpinWait.SpinUntil(
            () => PrivateHost.Run("nft", "list table ip davit", check: false) == before, TimeSpan.FromSeconds(5)));
        Assert.Null(EchoClient.Ask(a.NetnsPath, "127.0.0.1", 7001, patience: Short));
    }

    [Theory(Explicit = true)]
    [InlineData("ff:ff:ff:ff:ff:ff")]
    [InlineData("00:00:00:00:00:00")]
    [InlineData("02:42:ac:11:00")]
    [InlineData("nonsense")]
    public async Task A_hostile_mac_address_is_refused(string mac)
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var failure = await Assert.ThrowsAsync<NetworkException>(
            () => network.AttachAsync(new AttachRequest { ContainerId = "a", MacAddress = mac }, default));
        Assert.Equal(NetworkFailure.InvalidRequest, failure.Failure);
    }

    /// <summary>In that namespace, 127.0.0.1 is no longer local but behind a gateway.</summary>
    private static void SendLoopbackOver(string netns, string link, string gateway)
    {
        PrivateHost.Run("nsenter", $"--net={netns} sysctl -qw net.ipv4.conf.{link}.route_localnet=1");
        PrivateHost.Run("nsenter", $"--net={netns} ip addr del 127.0.0.1/8 dev lo");
        PrivateHost.Run("nsenter", $"--net={netns} ip route add 127.0.0.1/32 via {gateway} dev {link}");
    }

    private static AttachRequest Request(string id, IPAddress address) => new()
    {
        ContainerId = id,
        Ports = [new PublishedPort { ContainerPort = 80, HostPort = 8080, HostAddress = address }],
    };
}
