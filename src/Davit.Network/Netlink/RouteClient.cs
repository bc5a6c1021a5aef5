using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Davit.Linux;
using Davit.Linux.Netlink;

namespace Davit.Network.Netlink;

/// <summary>Links, addresses and routes of the network namespace it was opened in. Failures are <see cref="NetlinkException"/>.</summary>
internal sealed class RouteClient : IDisposable
{
    private readonly NetlinkConnection _connection = NetlinkConnection.Open(NetlinkProtocol.Route);

    public void AddBridge(string name, byte[] mac, int mtu) =>
        _connection.Execute($"add bridge {name}", (w, s) => RouteMessages.AddBridge(w, s, name, mac, mtu));

    /// <summary>Makes the pair and sets what its host end may do as a port of the bridge.</summary>
    public void AddVeth(VethSpec spec) => _connection.Execute($"add veth {spec.HostName}", (w, s) =>
    {
        RouteMessages.AddVeth(w, s, spec);
        RouteMessages.SetBridgePort(w, s + 1, spec.HostName, hairpin: true, spec.Isolated);
    });

    /// <summary>Index of the link of that name, or 0.</summary>
    public int FindIndex(string name)
    {
        var index = 0;
        try
        {
            _connection.Ask($"find link {name}", (w, s) => RouteMessages.FindLink(w, s, name), (in NetlinkMessage message) =>
                index = MemoryMarshal.Read<LinkHeader>(message.Payload).Index);
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENODEV)
        {
            return 0;
        }

        return index;
    }

    public void SetUp(int index) => _connection.Execute($"set link {index} up", (w, s) => RouteMessages.SetUp(w, s, index));

    public void SetMtu(int index, int mtu) =>
        _connection.Execute($"set mtu {mtu} of link {index}", (w, s) => RouteMessages.SetMtu(w, s, index, mtu));

    /// <summary>False when there is no such link.</summary>
    public bool RemoveLink(string name) => IgnoreAbsent($"delete link {name}", (w, s) => RouteMessages.RemoveLink(w, s, 0, name));

    /// <summary>Removes them together; absent ones are fine.</summary>
    public void RemoveLinks(IReadOnlyList<string> names, uint group)
    {
        if (names.Count == 1)
        {
            RemoveLink(names[0]);
            return;
        }

        foreach (var name in names)
        {
            IgnoreAbsent($"set group of link {name}", (w, s) => RouteMessages.SetGroup(w, s, name, group));
        }

        IgnoreAbsent("delete links", (w, s) => RouteMessages.RemoveGroup(w, s, group));
    }

    public void SetMaster(int index, int master) =>
        _connection.Execute($"set bridge of link {index}", (w, s) => RouteMessages.SetMaster(w, s, index, master));

    public LinkInfo? FindLink(string name) => Links().FirstOrDefault(link => link.Name == name);

    public IReadOnlyList<LinkInfo> Links() => Dump(
        "list links",
        RouteMessages.ListLinks,
        static (in NetlinkMessage message, List<LinkInfo> into) =>
        {
            if (message.Type == RouteMessages.NewLink && ReadLink(message.Payload) is { } link)
            {
                into.Add(link);
            }
        });

    public void AddAddress(AddressInfo address) =>
        _connection.Execute($"add address {address.Address}/{address.PrefixLength}", (w, s) => RouteMessages.AddAddress(w, s, address));

    public void RemoveAddress(AddressInfo address) =>
        _connection.Execute($"delete address {address.Address}/{address.PrefixLength}", (w, s) => RouteMessages.RemoveAddress(w, s, address));

    public IReadOnlyList<AddressInfo> Addresses(AddressFamily family) => Dump(
        "list addresses",
        (w, s) => RouteMessages.ListAddresses(w, s, family),
        static (in NetlinkMessage message, List<AddressInfo> into) =>
        {
            if (message.Type == RouteMessages.NewAddress && ReadAddress(message.Payload) is { } address)
            {
                into.Add(address);
            }
        });

    public IReadOnlyList<RouteInfo> Routes(AddressFamily family) => Dump(
        "list routes",
        (w, s) => RouteMessages.ListRoutes(w, s, family),
        (in NetlinkMessage message, List<RouteInfo> into) =>
        {
            if (message.Type == RouteMessages.NewRoute && ReadRoute(message.Payload, family) is { } route)
            {
                into.Add(route);
            }
        });

    /// <summary>Several requests in one system call.</summary>
    public void Execute(string operation, Action<NetlinkWriter, uint> build) => _connection.Execute(operation, build);

    public void Dispose() => _connection.Dispose();

    private bool IgnoreAbsent(string operation, Action<NetlinkWriter, uint> build)
    {
        try
        {
            _connection.Execute(operation, build);
            return true;
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENODEV or Errno.ENOENT)
        {
            return false;
        }
    }

    private delegate void Collector<T>(in NetlinkMessage message, List<T> into);

    private List<T> Dump<T>(string operation, Action<NetlinkWriter, uint> build, Collector<T> collect)
    {
        while (true)
        {
            var result = new List<T>();
            if (_connection.Dump(operation, build, (in NetlinkMessage message) => collect(message, result)))
            {
                return result;
            }
        }
    }

    private static LinkInfo? ReadLink(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 16)
        {
            return null;
        }

        var header = MemoryMarshal.Read<LinkHeader>(payload);
        var attributes = new NetlinkAttributes(payload[16..]);
        string name = "", kind = "", mac = "";
        int master = 0, mtu = 0;
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case RouteMessages.LinkName:
                    name = attributes.Text;
                    break;
                case RouteMessages.LinkMtu:
                    mtu = (int)attributes.UInt32;
                    break;
                case RouteMessages.LinkMaster:
                    master = (int)attributes.UInt32;
                    break;
                case RouteMessages.LinkAddress:
                    mac = MacAddress.Format(attributes.Value);
                    break;
                case RouteMessages.LinkInformation:
                    var inner = new NetlinkAttributes(attributes.Value);
                    while (inner.Next())
                    {
                        kind = inner.Type == RouteMessages.LinkInformationKind ? inner.Text : kind;
                    }

                    break;
            }
        }

        return new LinkInfo(header.Index, name, kind, master, header.Flags, mtu, mac);
    }

    private static AddressInfo? ReadAddress(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 8)
        {
            return null;
        }

        var header = MemoryMarshal.Read<AddressHeader>(payload);
        var local = NetlinkAttributes.Find(payload[8..], 2);
        var address = local.IsEmpty ? NetlinkAttributes.Find(payload[8..], 1) : local;
        return address.Length is 4 or 16 ? new AddressInfo(header.Index, new IPAddress(address), header.PrefixLength) : null;
    }

    private static RouteInfo? ReadRoute(ReadOnlySpan<byte> payload, AddressFamily family)
    {
        if (payload.Length < 12)
        {
            return null;
        }

        var header = MemoryMarshal.Read<RouteHeader>(payload);
        if (header.Type != 1 || header.Table != 254)
        {
            return null;
        }

        var destination = NetlinkAttributes.Find(payload[12..], 1);
        var any = family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        var link = NetlinkAttributes.Find(payload[12..], 4);
        return new RouteInfo(
            destination.IsEmpty ? any : new IPAddress(destination),
            header.DestinationLength,
            link.Length >= 4 ? MemoryMarshal.Read<int>(link) : 0);
    }
}
