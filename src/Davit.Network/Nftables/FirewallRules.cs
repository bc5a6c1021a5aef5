using System.Net;

namespace Davit.Network.Nftables;

/// <summary>
/// The rules of one table, complete: a transaction that makes it so whatever was there before. docs/flows/port.md tells the story of a
/// packet through it.
/// </summary>
internal static class FirewallRules
{
    private static readonly IPNetwork Loopback = IPNetwork.Parse("127.0.0.0/8");
    private static readonly IPNetwork LoopbackV6 = IPNetwork.Parse("::1/128");

    private static readonly byte[] DnsProtocols = [(byte)PortProtocol.Udp, (byte)PortProtocol.Tcp];

    private const ushort DnsPort = 53;
    private const int PriorityRaw = -300;
    private const int PriorityDestination = -100;
    private const int PriorityFilter = 0;
    private const int PrioritySource = 100;

    /// <summary>Replaces the whole table.</summary>
    public static void Replace(NftBatch batch, FirewallSettings settings, IReadOnlyCollection<FirewallPort> ports)
    {
        var bridges = settings.Bridges;
        Remove(batch);
        batch.AddTable();
        var published = NftMap.Published(batch.Family);
        var anywhere = NftMap.PublishedAnywhere(batch.Family);
        batch.AddMap(published, 1);
        batch.AddMap(anywhere, 2);
        Publish(batch, settings, published, anywhere);
        Postrouting(batch, bridges);
        Forward(batch, settings);
        if (batch.Family == NftFamily.Ip)
        {
            Guard(batch, bridges);
            Resolve(batch, settings);
        }

        AddPorts(batch, ports);
    }

    /// <summary>Removes the table; deleting a table that is missing is an error, so it is made first.</summary>
    public static void Remove(NftBatch batch)
    {
        batch.AddTable();
        batch.RemoveTable();
    }

    public static void AddPorts(NftBatch batch, IReadOnlyCollection<FirewallPort> ports)
    {
        batch.AddElements(NftMap.Published(batch.Family), ports.Where(p => !p.IsAnywhere).Select(p => p.ToElement()));
        batch.AddElements(NftMap.PublishedAnywhere(batch.Family), ports.Where(p => p.IsAnywhere).Select(p => p.ToElement()));
    }

    public static void RemovePorts(NftBatch batch, IReadOnlyCollection<FirewallPort> ports)
    {
        batch.RemoveElements(NftMap.Published(batch.Family), ports.Where(p => !p.IsAnywhere).Select(p => p.ToElement()));
        batch.RemoveElements(NftMap.PublishedAnywhere(batch.Family), ports.Where(p => p.IsAnywhere).Select(p => p.ToElement()));
    }

    /// <summary>
    /// The bridges accept packets for 127.0.0.0/8 from their own network (route_localnet, for ports published on the host's loopback);
    /// containers must not reach the host's loopback services through that, nor pretend to be them.
    /// </summary>
    private static void Guard(NftBatch batch, IReadOnlyCollection<FirewallBridge> bridges)
    {
        batch.AddBaseChain("guard", "filter", NftHook.Prerouting, PriorityRaw);
        foreach (var bridge in bridges)
        {
            batch.AddRule("guard", rule => rule.From(bridge.Name).Destination(Loopback).Drop());
            batch.AddRule("guard", rule => rule.From(bridge.Name).Source(Loopback).Drop());
        }
    }

    private static void Publish(NftBatch batch, FirewallSettings settings, NftMap published, NftMap anywhere)
    {
        var loopback = batch.Family == NftFamily.Ip ? Loopback : LoopbackV6;
        batch.AddChain("publish");
        batch.AddRule("publish", rule => rule.TranslateBy(published));
        batch.AddRule("publish", rule => rule.TranslateBy(anywhere));

        batch.AddBaseChain("prerouting", "nat", NftHook.Prerouting, PriorityDestination);
        if (settings.Resolver is { } resolver && batch.Family == NftFamily.Ip)
        {
            foreach (var bridge in settings.Bridges)
            {
                foreach (var protocol in DnsProtocols)
                {
                    batch.AddRule("prerouting", rule => rule
                        .From(bridge.Name).Destination(Host(bridge.Address)).Protocol(protocol).Port(DnsPort).TranslateTo(resolver, DnsPort));
                }
            }
        }

        // A neighbour that sends to 127.0.0.1 must not reach what is published there: translation comes before the kernel drops it.
        batch.AddRule("prerouting", rule => rule.Destination(loopback).Return());
        foreach (var bridge in settings.Bridges.Where(bridge => !bridge.InterContainerCommunication))
        {
            // These come to the host's own socket; the forwarder behind it serves them.
            batch.AddRule("prerouting", rule => rule.From(bridge.Name).Return());
        }

        batch.AddRule("prerouting", rule => rule.DestinationIsLocal(true).Jump("publish"));

        batch.AddBaseChain("output", "nat", NftHook.Output, PriorityDestination);
        if (batch.Family == NftFamily.Ip6)
        {
            // IPv6 has no route_localnet: ::1 never leaves the host. The forwarder serves it.
            batch.AddRule("output", rule => rule.Destination(loopback).Return());
        }

        batch.AddRule("output", rule => rule.DestinationIsLocal(true).Jump("publish"));
    }

    /// <summary>
    /// What came to the bridge's port 53 goes to the resolver on loopback, and seems to come from there: such resolvers refuse others
    /// (systemd-resolved), and the answer finds its way back by the same translation.
    /// </summary>
    private static void Resolve(NftBatch batch, FirewallSettings settings)
    {
        if (settings.Resolver is not { } resolver)
        {
            return;
        }

        batch.AddBaseChain("input", "nat", NftHook.Input, PrioritySource);
        foreach (var bridge in settings.Bridges)
        {
            batch.AddRule("input", rule => rule.From(bridge.Name).Destination(Host(resolver)).Published().TranslateSource(IPAddress.Loopback));
        }
    }

    private static IPNetwork Host(IPAddress address) => new(address, 32);

    private static void Postrouting(NftBatch batch, IReadOnlyCollection<FirewallBridge> bridges)
    {
        batch.AddBaseChain("postrouting", "nat", NftHook.Postrouting, PrioritySource);
        foreach (var bridge in bridges)
        {
            if (batch.Family == NftFamily.Ip)
            {
                batch.AddRule("postrouting", rule => rule.To(bridge.Name).Source(Loopback).Masquerade());
            }

            // From a container to a port published by its neighbour or itself: the answer must come back through the host.
            batch.AddRule("postrouting", rule => rule.To(bridge.Name).Source(bridge.Subnet).Published().Masquerade());
            if (bridge.Masquerade)
            {
                batch.AddRule("postrouting", rule => rule.NotTo(bridge.Name).Source(bridge.Subnet).Masquerade());
            }
        }
    }

    private static void Forward(NftBatch batch, FirewallSettings settings)
    {
        batch.AddBaseChain("forward", "filter", NftHook.Forward, PriorityFilter);
        foreach (var bridge in settings.Bridges)
        {
            batch.AddRule("forward", rule => rule.To(bridge.Name).Established().Accept());
            batch.AddRule("forward", rule => rule.To(bridge.Name).Published().Accept());
            if (bridge.InterContainerCommunication)
            {
                batch.AddRule("forward", rule => rule.To(bridge.Name).From(bridge.Name).Accept());
            }

            // Nobody reaches an unpublished port by routing through the host.
            batch.AddRule("forward", rule => rule.To(bridge.Name).Drop());
        }

        if (settings.Uplinks.Count == 0)
        {
            return;
        }

        // Routing was switched on for containers' sake, and does not make the host a router between its own networks.
        batch.AddChain("uplinks");
        foreach (var uplink in settings.Uplinks)
        {
            batch.AddRule("uplinks", rule => rule.To(uplink).Drop());
        }

        foreach (var uplink in settings.Uplinks)
        {
            batch.AddRule("forward", rule => rule.From(uplink).Jump("uplinks"));
        }
    }
}
