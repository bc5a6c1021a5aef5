using System.Diagnostics;
using System.Net;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

public sealed class AttachTests : NetworkTest
{
    [Fact(Explicit = true)]
    public async Task A_container_gets_link_address_and_route_and_reaches_the_world_as_the_host()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var attachment = await network.AttachAsync(new AttachRequest { ContainerId = "a" }, default);

        Assert.Equal("172.17.0.2", attachment.Address!.ToString());
        Assert.Equal("172.17.0.1", attachment.Gateway!.ToString());
        Assert.Equal("02:42:ac:11:00:02", attachment.MacAddress);
        var addresses = PrivateHost.Run("nsenter", $"--net={attachment.NetnsPath} ip -o addr");
        Assert.Contains("eth0", addresses, StringComparison.Ordinal);
        Assert.Contains("172.17.0.2/16", addresses, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1/8", addresses, StringComparison.Ordinal);
        Assert.Contains(
            "default via 172.17.0.1", PrivateHost.Run("nsenter", $"--net={attachment.NetnsPath} ip route"), StringComparison.Ordinal);

        host.Serve(host.Neighbour, IPAddress.Any, 7000);
        Assert.Equal(PrivateHost.HostAddress, EchoClient.Ask(attachment.NetnsPath, PrivateHost.NeighbourAddress, 7000));
    }

    [Fact(Explicit = true)]
    public async Task Containers_reach_each_other_directly()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(new AttachRequest { ContainerId = "a" }, default);
        var b = await network.AttachAsync(new AttachRequest { ContainerId = "b" }, default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.Equal(b.Address!.ToString(), EchoClient.Ask(b.NetnsPath, a.Address!.ToString(), 80));
    }

    [Fact(Explicit = true)]
    public async Task A_requested_address_and_mac_are_given_once()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var wish = new AttachRequest { ContainerId = "a", Address = IPAddress.Parse("172.17.9.9"), MacAddress = "02:00:00:00:00:07" };
        var attachment = await network.AttachAsync(wish, default);
        Assert.Equal("172.17.9.9", attachment.Address!.ToString());
        Assert.Contains(
            "02:00:00:00:00:07", PrivateHost.Run("nsenter", $"--net={attachment.NetnsPath} ip link show eth0"), StringComparison.Ordinal);

        var again = await Assert.ThrowsAsync<NetworkException>(() => network.AttachAsync(wish with { ContainerId = "b" }, default));
        Assert.Equal(NetworkFailure.Conflict, again.Failure);
        var outside = await Assert.ThrowsAsync<NetworkException>(
            () => network.AttachAsync(wish with { ContainerId = "c", Address = IPAddress.Parse("10.0.0.1") }, default));
        Assert.Equal(NetworkFailure.InvalidRequest, outside.Failure);
    }

    [Fact(Explicit = true)]
    public async Task The_network_none_has_only_a_loopback_link_that_is_up()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var attachment = await network.AttachAsync(new AttachRequest { ContainerId = "n", Network = "none" }, default);
        var links = PrivateHost.Run("nsenter", $"--net={attachment.NetnsPath} ip -o addr");
        Assert.Contains("127.0.0.1/8", links, StringComparison.Ordinal);
        Assert.DoesNotContain("eth0", links, StringComparison.Ordinal);
        Assert.Null(attachment.Address);
    }

    [Fact(Explicit = true)]
    public async Task A_hundred_at_once_get_different_addresses_and_leave_nothing()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var watch = Stopwatch.StartNew();
        var attachments = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => network.AttachAsync(
            new AttachRequest { ContainerId = $"c{i}", Ports = [new PublishedPort { ContainerPort = 80 }] }, default))));
        TestContext.Current.SendDiagnosticMessage($"100 attaches in parallel: {watch.ElapsedMilliseconds} ms");
        Assert.Equal(100, attachments.Select(a => a.Address).Distinct().Count());
        Assert.Equal(100, attachments.Select(a => a.Ports[0].HostPort).Distinct().Count());
        host.Serve(attachments[57].NetnsPath, IPAddress.Any, 80);
        Assert.Equal(
            PrivateHost.NeighbourAddress, EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, attachments[57].Ports[0].HostPort));

        watch.Restart();
        await Task.WhenAll(attachments.Select(a => Task.Run(() => network.DetachAsync(a.ContainerId, default))));
        TestContext.Current.SendDiagnosticMessage($"100 detaches in parallel: {watch.ElapsedMilliseconds} ms");
        Assert.Empty(network.Attachments());
    }

    [Fact(Explicit = true)]
    public async Task An_attach_that_fails_leaves_nothing_and_gives_its_address_back()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        PrivateHost.Run("ip", "link del davit0");
        var failure = await Assert.ThrowsAsync<NetworkException>(() => network.AttachAsync(
            new AttachRequest { ContainerId = "a", Ports = [new PublishedPort { ContainerPort = 80, HostPort = 8080 }] }, default));
        Assert.Equal(NetworkFailure.System, failure.Failure);
        Assert.Null(network.Find("a"));
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Any, 8080);
        free.Start();
    }
}
