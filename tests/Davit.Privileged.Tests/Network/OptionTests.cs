using System.Net;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

public sealed class OptionTests : NetworkTest
{
    [Fact(Explicit = true)]
    public async Task The_bridge_avoids_networks_that_the_host_knows()
    {
        await using var host = PrivateHost.Create();
        PrivateHost.Run("ip", $"route add 172.17.5.0/24 via {PrivateHost.NeighbourAddress}");
        PrivateHost.Run("ip", "addr add 172.18.0.7/24 dev wire0");
        var network = await host.StartAsync();
        Assert.Equal("172.19.0.0/16", network.Inspect("bridge")!.Subnets[0].Subnet);
    }

    [Fact(Explicit = true)]
    public async Task Bip_fixed_cidr_gateway_and_mtu_are_obeyed()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync(host.Options() with
        {
            BridgeAddress = "10.50.0.1/16",
            FixedCidr = "10.50.7.0/24",
            DefaultGateway = IPAddress.Parse("10.50.0.254"),
            Mtu = 1300,
        });
        var a = await network.AttachAsync(new AttachRequest { ContainerId = "a" }, default);
        Assert.StartsWith("10.50.7.", a.Address!.ToString(), StringComparison.Ordinal);
        Assert.Equal(16, a.PrefixLength);
        Assert.Contains(
            "default via 10.50.0.254", PrivateHost.Run("nsenter", $"--net={a.NetnsPath} ip route"), StringComparison.Ordinal);
        Assert.Contains("mtu 1300", PrivateHost.Run("nsenter", $"--net={a.NetnsPath} ip link show eth0"), StringComparison.Ordinal);
        Assert.Contains("mtu 1300", PrivateHost.Run("ip", "link show davit0"), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task A_changed_bip_moves_the_bridge()
    {
        await using var host = PrivateHost.Create();
        var first = await host.StartAsync();
        await host.StopAsync(first);
        var second = await host.StartAsync(host.Options() with { BridgeAddress = "10.60.0.1/24" });
        Assert.Equal("10.60.0.0/24", second.Inspect("bridge")!.Subnets[0].Subnet);
        var addresses = PrivateHost.Run("ip", "-4 -o addr show davit0");
        Assert.Contains("10.60.0.1/24", addresses, StringComparison.Ordinal);
        Assert.DoesNotContain("172.17", addresses, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Contradictions_are_named_together()
    {
        await using var host = PrivateHost.Create();
        var failure = await Assert.ThrowsAsync<NetworkException>(() => host.StartAsync(host.Options() with
        {
            BridgeAddress = "10.50.0.0/16",
            FixedCidr = "nonsense",
            Mtu = 7,
        }));
        Assert.Equal(NetworkFailure.InvalidRequest, failure.Failure);
        Assert.Contains("--bip", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--fixed-cidr", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--mtu", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task A_bridge_of_the_user_is_used_as_it_is()
    {
        await using var host = PrivateHost.Create();
        var missing = await Assert.ThrowsAsync<NetworkException>(() => host.StartAsync(host.Options() with { BridgeName = "mine0" }));
        Assert.Contains("mine0", missing.Message, StringComparison.Ordinal);
        PrivateHost.Run("ip", "link add mine0 type bridge");
        PrivateHost.Run("ip", "addr add 10.70.0.1/24 dev mine0");
        var network = await host.StartAsync(host.Options() with { BridgeName = "mine0" });
        var a = await network.AttachAsync(Request("a"), default);
        Assert.Equal("10.70.0.1", a.Gateway!.ToString());
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
    }

    [Fact(Explicit = true)]
    public async Task Bridge_none_leaves_no_default_network()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync(host.Options() with { BridgeName = "none" });
        Assert.Equal(["host", "none"], network.List().Select(record => record.Name));
        var failure = await Assert.ThrowsAsync<NetworkException>(() => network.AttachAsync(Request("a"), default));
        Assert.Equal(NetworkFailure.NotFound, failure.Failure);
    }

    [Fact(Explicit = true)]
    public async Task Without_a_firewall_the_forwarder_publishes()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync(host.Options() with { Iptables = false });
        Assert.DoesNotContain("davit", PrivateHost.Run("nft", "list tables"), StringComparison.Ordinal);
        var a = await network.AttachAsync(Request("a"), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        Assert.NotNull(EchoClient.Ask(null, "127.0.0.1", 8080));
        Assert.Equal(2, network.ForwardedConnections);
    }

    [Fact(Explicit = true)]
    public async Task Ip_masq_off_shows_containers_to_the_world_as_they_are()
    {
        await using var host = PrivateHost.Create();
        PrivateHost.Run("ip", $"-n neighbour route add 172.17.0.0/16 via {PrivateHost.HostAddress}");
        var network = await host.StartAsync(host.Options() with { IpMasquerade = false });
        var a = await network.AttachAsync(Request("a"), default);
        host.Serve(host.Neighbour, IPAddress.Any, 7000);
        Assert.Equal(a.Address!.ToString(), EchoClient.Ask(a.NetnsPath, PrivateHost.NeighbourAddress, 7000));
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.NotNull(EchoClient.Ask(null, "127.0.0.1", 8080));
    }

    [Fact(Explicit = true)]
    public async Task Ip_chooses_where_ports_are_published_that_name_no_address()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync(host.Options() with { DefaultBindAddress = IPAddress.Loopback });
        var a = await network.AttachAsync(Request("a"), default);
        Assert.Equal(new PortBinding(IPAddress.Loopback, 8080, 80, PortProtocol.Tcp), Assert.Single(a.Ports));
    }

    [Fact(Explicit = true)]
    public async Task With_an_ipv6_subnet_containers_are_reached_by_ipv6_in_the_kernel()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync(host.Options() with { FixedCidrV6 = "fd50::/64" });
        var a = await network.AttachAsync(Request("a"), default);
        Assert.Equal("fd50::2", a.AddressV6!.ToString());
        host.Serve(a.NetnsPath, IPAddress.IPv6Any, 80);
        host.Serve(host.Neighbour, IPAddress.IPv6Any, 7000);
        Assert.Equal(PrivateHost.HostAddressV6, EchoClient.Ask(a.NetnsPath, "fd99::2", 7000));
        Assert.Equal("fd99::2", EchoClient.Ask(host.Neighbour, PrivateHost.HostAddressV6, 8080));
        Assert.Equal(0, network.ForwardedConnections);
        Assert.NotNull(EchoClient.Ask(null, "::1", 8080));
    }

    [Theory(Explicit = true)]
    [InlineData("127.0.0.53")]
    [InlineData("127.0.0.1")]
    public async Task A_resolver_on_the_hosts_loopback_serves_containers_through_their_bridge(string resolver)
    {
        await using var host = PrivateHost.Create();
        using var file = new ReplacedFile("/etc/resolv.conf", $"nameserver {resolver}\nsearch example.org\n");
        host.Serve(null, IPAddress.Parse(resolver), 53, PortProtocol.Udp);
        host.Serve(null, IPAddress.Parse(resolver), 53);
        host.Serve(null, IPAddress.Parse(resolver), 54, PortProtocol.Udp);
        var network = await host.StartAsync();
        Assert.Equal("nameserver 172.17.0.1\nsearch example.org\n", network.BuildResolvConf(new ResolvConfOptions()));
        Assert.Equal($"nameserver {resolver}\nsearch example.org\n", network.BuildResolvConf(new ResolvConfOptions(), hostNetwork: true));
        var a = await network.AttachAsync(Request("a"), default);
        // The resolver believes that the host itself asks: systemd-resolved refuses all others.
        Assert.Equal("127.0.0.1", EchoClient.Ask(a.NetnsPath, "172.17.0.1", 53, PortProtocol.Udp));
        Assert.Equal("127.0.0.1", EchoClient.Ask(a.NetnsPath, "172.17.0.1", 53));
        Assert.Null(EchoClient.Ask(a.NetnsPath, "172.17.0.1", 54, PortProtocol.Udp, TimeSpan.FromMilliseconds(300)));
        Assert.Null(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 53, PortProtocol.Udp, TimeSpan.FromMilliseconds(300)));
        await host.StopAsync(network);
        Assert.NotNull(EchoClient.Ask(a.NetnsPath, "172.17.0.1", 53, PortProtocol.Udp));
        await host.StartAsync();
        Assert.NotNull(EchoClient.Ask(a.NetnsPath, "172.17.0.1", 53, PortProtocol.Udp));
    }

    [Fact(Explicit = true)]
    public async Task Routing_for_containers_makes_no_router_of_the_host()
    {
        await using var host = PrivateHost.Create();
        File.WriteAllText("/proc/sys/net/ipv4/ip_forward", "0");
        PrivateHost.Run("ip", "tuntap add dev hw0 mode tap"); // virtual: not an uplink
        var network = await host.StartAsync();
        Assert.Equal("1", File.ReadAllText("/proc/sys/net/ipv4/ip_forward").Trim());
        await host.StopAsync(network);
        await host.StartAsync();
        Assert.DoesNotContain("hw0", PrivateHost.Run("nft", "list ruleset"), StringComparison.Ordinal);
        PrivateHost.Run("ip", "link del hw0");
    }

    private static AttachRequest Request(string id) =>
        new() { ContainerId = id, Ports = [new PublishedPort { ContainerPort = 80, HostPort = 8080 }] };
}
