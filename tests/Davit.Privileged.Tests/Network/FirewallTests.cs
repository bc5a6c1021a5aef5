using System.Net;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

public sealed class FirewallTests : NetworkTest
{
    [Theory(Explicit = true)]
    [InlineData("flush ruleset")]
    [InlineData("delete table ip davit")]
    [InlineData("flush chain ip davit publish")]
    [InlineData("flush map ip davit published_anywhere")]
    public async Task Rules_that_somebody_removes_come_back(string damage)
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a"), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        var before = PrivateHost.Run("nft", "list table ip davit");
        PrivateHost.Run("nft", damage);
        Assert.True(
            SpinWait.SpinUntil(() => PrivateHost.Run("nft", "list table ip davit", check: false) == before, TimeSpan.FromSeconds(5)),
            "the table was not written again");
        Assert.Equal(PrivateHost.NeighbourAddress, EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        Assert.True(host.Logged("changed by another program"));
    }

    [Fact(Explicit = true)]
    public async Task Our_own_changes_are_no_alarm()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        await network.AttachAsync(Request("a"), default);
        await network.DetachAsync("a", default);
        await host.StopAsync(network);
        Assert.False(host.Logged("changed by another program"));
    }

    [Fact(Explicit = true)]
    public async Task Other_programs_tables_are_left_alone()
    {
        await using var host = PrivateHost.Create();
        PrivateHost.Run("nft", "add table ip somebody");
        var network = await host.StartAsync();
        await network.AttachAsync(Request("a"), default);
        Assert.Contains("table ip somebody", PrivateHost.Run("nft", "list tables"), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Two_daemons_side_by_side_do_not_touch_each_other()
    {
        await using var host = PrivateHost.Create();
        var first = await host.StartAsync();
        var a = await first.AttachAsync(Request("a"), default);
        var second = await host.StartAsync(host.Options("other"));
        await second.ReconcileAsync(new HashSet<string>(), default);
        var b = await second.AttachAsync(new AttachRequest { ContainerId = "b", Ports = [new() { ContainerPort = 80, HostPort = 9090 }] }, default);
        Assert.NotEqual(a.Gateway, b.Gateway);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        host.Serve(b.NetnsPath, IPAddress.Any, 80);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 9090));
        // Networks of different daemons are strangers to each other, except for what they publish.
        Assert.Null(EchoClient.Ask(a.NetnsPath, b.Address!.ToString(), 80, patience: TimeSpan.FromMilliseconds(500)));
        Assert.NotNull(EchoClient.Ask(a.NetnsPath, PrivateHost.HostAddress, 9090));
        await first.ReconcileAsync(new HashSet<string> { "a" }, default);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 9090));
    }

    [Fact(Explicit = true)]
    public async Task Without_inter_container_communication_only_published_ports_connect_containers()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync(host.Options() with { InterContainerCommunication = false });
        var a = await network.AttachAsync(Request("a"), default);
        var b = await network.AttachAsync(new AttachRequest { ContainerId = "b" }, default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.Null(EchoClient.Ask(b.NetnsPath, a.Address!.ToString(), 80, patience: TimeSpan.FromMilliseconds(500)));
        Assert.NotNull(EchoClient.Ask(b.NetnsPath, PrivateHost.HostAddress, 8080));
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        host.Serve(host.Neighbour, IPAddress.Any, 7000);
        Assert.NotNull(EchoClient.Ask(b.NetnsPath, PrivateHost.NeighbourAddress, 7000));
    }

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dockers_drop_policy_does_not_cut_our_containers_off(bool dockerCameFirst)
    {
        await using var host = PrivateHost.Create();
        if (dockerCameFirst)
        {
            PrivateHost.Run("iptables-nft", "-P FORWARD DROP");
        }

        var network = await host.StartAsync();
        PrivateHost.Run("iptables-nft", "-P FORWARD DROP");
        Assert.True(
            SpinWait.SpinUntil(() => AcceptedByDocker("-i davit0 ") == 1, TimeSpan.FromSeconds(5)),
            "the bridge is not accepted: " + PrivateHost.Run("iptables-nft", "-S FORWARD"));
        var a = await network.AttachAsync(Request("a"), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        host.Serve(a.NetnsPath, IPAddress.Any, 81);
        host.Serve(host.Neighbour, IPAddress.Any, 7000);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        Assert.NotNull(EchoClient.Ask(a.NetnsPath, PrivateHost.NeighbourAddress, 7000));
        PrivateHost.Run("ip", $"-n neighbour route add 172.17.0.0/16 via {PrivateHost.HostAddress}");
        Assert.Null(EchoClient.Ask(host.Neighbour, a.Address!.ToString(), 81, patience: TimeSpan.FromMilliseconds(500)));
        await host.StopAsync(network);
        await host.StartAsync();
        Assert.Equal((1, 1), (AcceptedByDocker("-i davit0 "), AcceptedByDocker("-o davit0 ")));
    }

    [Fact(Explicit = true)]
    public async Task An_administrators_table_that_drops_is_named()
    {
        await using var host = PrivateHost.Create();
        PrivateHost.Run("nft", "add table inet admin");
        PrivateHost.Run("nft", "add chain inet admin routed { type filter hook forward priority 0; policy drop; }");
        await host.StartAsync();
        Assert.True(
            SpinWait.SpinUntil(() => host.Logged("table admin, chain routed drops forwarded packets"), TimeSpan.FromSeconds(5)),
            "nothing was said");
        Assert.DoesNotContain("davit0", PrivateHost.Run("nft", "list table inet admin"), StringComparison.Ordinal);
    }

    // Whether a rule's comment is shown depends on iptables' version.
    private static int AcceptedByDocker(string link) => PrivateHost.Run("iptables-nft", "-S FORWARD").Split('\n')
        .Count(rule => rule.Contains(link, StringComparison.Ordinal) && rule.EndsWith("-j ACCEPT", StringComparison.Ordinal));

    private static AttachRequest Request(string id) =>
        new() { ContainerId = id, Ports = [new PublishedPort { ContainerPort = 80, HostPort = 8080 }] };
}
