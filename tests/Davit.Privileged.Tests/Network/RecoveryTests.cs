using System.Net;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

public sealed class RecoveryTests : NetworkTest
{
    [Fact(Explicit = true)]
    public async Task A_new_daemon_takes_over_what_runs_and_removes_what_does_not()
    {
        await using var host = PrivateHost.Create();
        var first = await host.StartAsync();
        var a = await first.AttachAsync(Request("a", 8080), default);
        await first.AttachAsync(Request("b", 8081), default);
        await host.StopAsync(first);

        var second = await host.StartAsync();
        await second.ReconcileAsync(new HashSet<string> { "a" }, default);
        var found = second.Find("a")!;
        Assert.Equal(a.Ports, found.Ports);
        Assert.Equal(a with { Ports = [] }, found with { Ports = [] });
        Assert.Null(second.Find("b"));
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        var taken = await Assert.ThrowsAsync<NetworkException>(() => second.AttachAsync(Request("c", 8080), default));
        Assert.Equal(NetworkFailure.PortInUse, taken.Failure);
        var next = await second.AttachAsync(Request("d", 8081), default);
        Assert.NotEqual(a.Address, next.Address);
    }

    [Fact(Explicit = true)]
    public async Task What_a_kill_in_the_middle_left_is_removed()
    {
        await using var host = PrivateHost.Create();
        var options = host.Options();
        var first = await host.StartAsync();
        var a = await first.AttachAsync(Request("a", 8080), default);
        await host.StopAsync(first);

        // A record whose kernel objects were not made, objects whose record has gone, a half-written record, an unbound file.
        var record = Path.Combine(options.RuntimeDirectory, "endpoints", "a.json");
        File.WriteAllText(
            Path.Combine(options.RuntimeDirectory, "endpoints", "b.json"),
            File.ReadAllText(record).Replace("\"a\"", "\"b\"", StringComparison.Ordinal)
                .Replace(a.NetnsPath, a.NetnsPath[..^1] + "b", StringComparison.Ordinal));
        File.Delete(record);
        File.WriteAllText(Path.Combine(options.RuntimeDirectory, "endpoints", ".c.json.7.1"), "{");
        File.WriteAllText(Path.Combine(options.RuntimeDirectory, "endpoints", "d.json"), "{");
        File.WriteAllText(Path.Combine(options.NetnsDirectory, "e"), "");

        var second = await host.StartAsync();
        await second.ReconcileAsync(new HashSet<string>(), default);
        Assert.Empty(second.Attachments());
        await host.StopAsync(second);
        Assert.Equal("", host.Leftovers());
    }

    [Fact(Explicit = true)]
    public async Task A_lost_bridge_is_made_again_with_its_containers()
    {
        await using var host = PrivateHost.Create();
        var first = await host.StartAsync();
        var a = await first.AttachAsync(Request("a", 8080), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        await host.StopAsync(first);
        PrivateHost.Run("ip", "link del davit0");
        PrivateHost.Run("nft", "flush ruleset");

        var second = await host.StartAsync();
        await second.ReconcileAsync(new HashSet<string> { "a" }, default);
        Assert.Equal(PrivateHost.NeighbourAddress, EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
    }

    [Fact(Explicit = true)]
    public async Task A_lost_link_is_made_again()
    {
        await using var host = PrivateHost.Create();
        var first = await host.StartAsync();
        var a = await first.AttachAsync(Request("a", 8080), default);
        await host.StopAsync(first);
        var link = PrivateHost.Run("ip", "-o link show type veth").Split('\n')
            .Select(line => line.Split(':', '@')).First(parts => parts.Length > 1 && parts[1].Trim().StartsWith("dv", StringComparison.Ordinal))[1].Trim();
        PrivateHost.Run("ip", $"link del {link}");

        var second = await host.StartAsync();
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        Assert.Equal(a.Address, second.Find("a")!.Address);
    }

    [Fact(Explicit = true)]
    public async Task The_subnet_and_the_ids_of_networks_stay_over_restarts()
    {
        await using var host = PrivateHost.Create();
        var first = await host.StartAsync();
        var before = first.List();
        await host.StopAsync(first);
        PrivateHost.Run("ip", "link del davit0");
        var second = await host.StartAsync();
        Assert.Equivalent(before, second.List());
        Assert.Equal(["bridge", "host", "none"], second.List().Select(network => network.Name));
        Assert.All(second.List(), network => Assert.Matches("^[0-9a-f]{64}$", network.Id));
        Assert.Equal(before[0].Id, second.Inspect(before[0].Id[..12])!.Id);
    }

    private static AttachRequest Request(string id, ushort port) =>
        new() { ContainerId = id, Ports = [new PublishedPort { ContainerPort = 80, HostPort = port }] };
}
