using System.Net;
using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Ports;
using Davit.Network.Tests.Netlink;

namespace Davit.Network.Tests.Nftables;

/// <summary>The whole table as one transaction.</summary>
public sealed class FirewallRulesTests
{
    private static readonly FirewallSettings s_settings = new()
    {
        Bridges =
        [
            new FirewallBridge
            {
                Name = "davit0", Subnet = IPNetwork.Parse("172.17.0.0/16"), Address = IPAddress.Parse("172.17.0.1"), Masquerade = true, InterContainerCommunication = true,
            },
        ],
    };

    private static readonly FirewallPort s_port = new(PortProtocol.Tcp, IPAddress.Any, 8080, IPAddress.Parse("172.17.0.2"), 80, "web");

    [Fact]
    public void The_old_table_is_made_removed_and_made_again_so_that_it_need_not_exist() =>
        Assert.Equal([0x10, 0x0a00, 0x0a02, 0x0a00], Messages(s_settings).Take(4).Select(message => (int)NetlinkText.Type(message)));

    [Fact]
    public void Chains_and_maps_come_before_the_rules_that_name_them()
    {
        var seen = new HashSet<string>();
        foreach (var message in Messages(s_settings with { Uplinks = ["eth0"], Resolver = IPAddress.Parse("127.0.0.53") }))
        {
            var text = NetlinkText.Attributes(message, 4);
            switch (NetlinkText.Type(message))
            {
                case 0x0a03: seen.Add(text.Split("3\"")[1].Split('"')[0]); break;
                case 0x0a09: seen.Add(text.Split("2\"")[1].Split('"')[0]); break;
                case 0x0a06:
                    Assert.Contains(text.Split("2\"")[1].Split('"')[0], seen);
                    Assert.All(Named(text, "2{1:00000000 2{2{1:fffffffd 2\""), name => Assert.Contains(name, seen));
                    Assert.All(Named(text, "1\"lookup\" 2{1\""), name => Assert.Contains(name, seen));
                    break;
            }
        }

        Assert.Superset(new HashSet<string> { "publish", "prerouting", "output", "postrouting", "forward", "guard", "input", "uplinks", "published", "published_anywhere" }, seen);
    }

    [Fact]
    public void A_port_is_an_element_and_not_a_rule()
    {
        var (without, with) = (Messages(s_settings), Messages(s_settings, s_port));
        Assert.Equal(without.Count(IsRule), with.Count(IsRule));
        Assert.Equal(without.Count + 1, with.Count);
        Assert.Contains(with, message => NetlinkText.Type(message) == 0x0a0c && NetlinkText.Attributes(message, 4).Contains("060000001f900000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 3)]
    public void Neighbours_are_accepted_where_they_may_talk_and_everything_else_is_dropped_last(bool communication, int rules)
    {
        var forward = Messages(s_settings with { Bridges = [s_settings.Bridges[0] with { InterContainerCommunication = communication }] })
            .Where(message => IsRule(message) && NetlinkText.Attributes(message, 4).Contains("2\"forward\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(rules, forward.Count);
        Assert.EndsWith("1{1\"immediate\" 2{1:00000000 2{2{1:00000000}}}}}", NetlinkText.Attributes(forward[^1], 4), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_masquerading_only_published_and_loopback_traffic_changes_its_source()
    {
        var with = Messages(s_settings);
        var without = Messages(s_settings with { Bridges = [s_settings.Bridges[0] with { Masquerade = false }] });
        Assert.Equal((3, 2), (with.Count(IsMasquerade), without.Count(IsMasquerade)));
    }

    [Fact]
    public void Ports_are_translated_where_the_container_has_an_address_of_that_family()
    {
        var attachment = new Attachment
        {
            ContainerId = new string('c', 64), NetnsPath = "", SandboxId = "", NetworkId = "", NetworkName = "", Address = IPAddress.Parse("172.17.0.2"),
            Ports =
            [
                new PortBinding(IPAddress.Any, 8080, 80, PortProtocol.Tcp), new PortBinding(IPAddress.IPv6Any, 8080, 80, PortProtocol.Tcp),
                new PortBinding(IPAddress.IPv6Loopback, 8081, 81, PortProtocol.Tcp),
            ],
        };
        Assert.Equal([s_port with { Comment = new string('c', 12) }], FirewallPorts.From(attachment));
        var both = FirewallPorts.From(attachment with { AddressV6 = IPAddress.Parse("fd00::2") }).ToList();
        Assert.Equal([IPAddress.Parse("172.17.0.2"), IPAddress.Parse("fd00::2")], both.Select(port => port.ContainerAddress)); // ::1 is never translated
    }

    private static bool IsRule(byte[] message) => NetlinkText.Type(message) == 0x0a06;

    private static bool IsMasquerade(byte[] message) => IsRule(message) && NetlinkText.Attributes(message, 4).Contains("\"masq\"", StringComparison.Ordinal);

    private static IEnumerable<string> Named(string text, string before) => text.Split(before).Skip(1).Select(rest => rest.Split('"')[0]);

    private static List<byte[]> Messages(FirewallSettings settings, params FirewallPort[] ports)
    {
        var writer = new NetlinkWriter();
        var batch = new NftBatch(writer, 1, NftFamily.Ip, "davit");
        FirewallRules.Replace(batch, settings, ports);
        batch.Complete();
        return NetlinkText.Messages(writer);
    }
}
