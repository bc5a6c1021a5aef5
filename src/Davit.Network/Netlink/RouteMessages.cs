using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Davit.Network.Netlink;

/// <summary>Encodes rtnetlink(7) requests. Pure: writes into the buffer it is given.</summary>
internal static class RouteMessages
{
    public const ushort NewLink = 16;
    public const ushort DeleteLink = 17;
    public const ushort GetLink = 18;
    public const ushort NewAddress = 20;
    public const ushort DeleteAddress = 21;
    public const ushort GetAddress = 22;
    public const ushort NewRoute = 24;
    public const ushort GetRoute = 26;

    public const ushort LinkAddress = 1;
    public const ushort LinkName = 3;
    public const ushort LinkMtu = 4;
    public const ushort LinkMaster = 10;
    public const ushort LinkInformation = 18;
    public const ushort LinkInformationKind = 1;

    private const ushort LinkInformationData = 2;
    private const ushort LinkInformationSlaveKind = 4;
    private const ushort LinkInformationSlaveData = 5;
    private const ushort LinkGroup = 27;
    private const ushort LinkNamespaceDescriptor = 28;
    private const ushort VethPeer = 1;
    private const ushort BridgePortHairpin = 4;
    private const ushort BridgePortIsolated = 33;
    private const uint Up = 1;

    private const byte TableMain = 254;
    private const byte ProtocolBoot = 3;
    private const byte UnicastRoute = 1;
    private const byte FlagNoDad = 2;

    private const NetlinkFlags Make = NetlinkFlags.Ack | NetlinkFlags.Create | NetlinkFlags.Exclusive;

    public static void AddBridge(NetlinkWriter w, uint sequence, string name, byte[] mac, int mtu)
    {
        w.Begin(NewLink, Make, sequence);
        w.Header(new LinkHeader { Flags = Up, Change = Up });
        w.Put(LinkName, name);
        w.Put(LinkAddress, mac);
        PutMtu(w, mtu);
        PutKind(w, "bridge");
    }

    /// <summary>One message makes both ends, names them, moves the peer into its namespace, joins the bridge and sets the host's end up.</summary>
    public static void AddVeth(NetlinkWriter w, uint sequence, VethSpec spec)
    {
        w.Begin(NewLink, Make, sequence);
        w.Header(new LinkHeader { Flags = Up, Change = Up });
        w.Put(LinkName, spec.HostName);
        w.Put(LinkMaster, (uint)spec.BridgeIndex);
        PutMtu(w, spec.Mtu);
        var information = w.OpenNest(LinkInformation);
        w.Put(LinkInformationKind, "veth");
        var data = w.OpenNest(LinkInformationData);
        var peer = w.OpenNest(VethPeer);
        w.Header(default(LinkHeader)); // not up yet: the kernel opens it before the ends know each other (ENOTCONN)
        w.Put(LinkName, spec.PeerName);
        w.Put(LinkAddress, spec.PeerMac);
        PutMtu(w, spec.Mtu);
        w.Put(LinkNamespaceDescriptor, (uint)spec.Namespace);
        w.CloseNest(peer);
        w.CloseNest(data);
        w.CloseNest(information);
    }

    public static void SetUp(NetlinkWriter w, uint sequence, int index)
    {
        w.Begin(NewLink, NetlinkFlags.Ack, sequence);
        w.Header(new LinkHeader { Index = index, Flags = Up, Change = Up });
    }

    public static void SetMtu(NetlinkWriter w, uint sequence, int index, int mtu)
    {
        w.Begin(NewLink, NetlinkFlags.Ack, sequence);
        w.Header(new LinkHeader { Index = index });
        PutMtu(w, mtu);
    }

    /// <summary>Makes a link a port of a bridge.</summary>
    public static void SetMaster(NetlinkWriter w, uint sequence, int index, int master)
    {
        w.Begin(NewLink, NetlinkFlags.Ack, sequence);
        w.Header(new LinkHeader { Index = index });
        w.Put(LinkMaster, (uint)master);
    }

    /// <summary>
    /// Hairpin: frames may leave by the port they came in; isolated: no frames from or to other isolated ports (bridge(8)).
    /// By name, so that it can follow <see cref="AddVeth"/> in the same system call.
    /// </summary>
    public static void SetBridgePort(NetlinkWriter w, uint sequence, string name, bool hairpin, bool isolated)
    {
        w.Begin(NewLink, NetlinkFlags.Ack, sequence);
        w.Header(default(LinkHeader));
        w.Put(LinkName, name);
        var information = w.OpenNest(LinkInformation);
        w.Put(LinkInformationSlaveKind, "bridge");
        var port = w.OpenNest(LinkInformationSlaveData);
        w.Put(BridgePortHairpin, hairpin ? (byte)1 : (byte)0);
        w.Put(BridgePortIsolated, isolated ? (byte)1 : (byte)0);
        w.CloseNest(port);
        w.CloseNest(information);
    }

    public static void RemoveLink(NetlinkWriter w, uint sequence, int index, string? name = null)
    {
        w.Begin(DeleteLink, NetlinkFlags.Ack, sequence);
        w.Header(new LinkHeader { Index = index });
        if (name is not null)
        {
            w.Put(LinkName, name);
        }
    }

    /// <summary>Puts a link into a group, so that it can be addressed together with others.</summary>
    public static void SetGroup(NetlinkWriter w, uint sequence, string name, uint group)
    {
        w.Begin(NewLink, NetlinkFlags.Ack, sequence);
        w.Header(default(LinkHeader));
        w.Put(LinkName, name);
        w.Put(LinkGroup, group);
    }

    /// <summary>Removes every link of a group at once.</summary>
    public static void RemoveGroup(NetlinkWriter w, uint sequence, uint group)
    {
        w.Begin(DeleteLink, NetlinkFlags.Ack, sequence);
        w.Header(default(LinkHeader));
        w.Put(LinkGroup, group);
    }

    public static void ListLinks(NetlinkWriter w, uint sequence)
    {
        w.Begin(GetLink, NetlinkFlags.Dump, sequence);
        w.Header(default(LinkHeader));
    }

    public static void FindLink(NetlinkWriter w, uint sequence, string name)
    {
        w.Begin(GetLink, NetlinkFlags.None, sequence);
        w.Header(default(LinkHeader));
        w.Put(LinkName, name);
    }

    public static void AddAddress(NetlinkWriter w, uint sequence, AddressInfo address) =>
        Address(w, sequence, NewAddress, NetlinkFlags.Ack | NetlinkFlags.Create | NetlinkFlags.Replace, address);

    public static void RemoveAddress(NetlinkWriter w, uint sequence, AddressInfo address) =>
        Address(w, sequence, DeleteAddress, NetlinkFlags.Ack, address);

    public static void ListAddresses(NetlinkWriter w, uint sequence, AddressFamily family)
    {
        w.Begin(GetAddress, NetlinkFlags.Dump, sequence);
        w.Header(new AddressHeader { Family = Number(family) });
    }

    public static void AddDefaultRoute(NetlinkWriter w, uint sequence, int link, IPAddress gateway)
    {
        w.Begin(NewRoute, Make, sequence);
        w.Header(new RouteHeader
        {
            Family = Number(gateway.AddressFamily),
            Table = TableMain,
            Protocol = ProtocolBoot,
            Type = UnicastRoute,
        });
        w.Put(5, gateway.GetAddressBytes());
        w.Put(4, (uint)link);
    }

    public static void ListRoutes(NetlinkWriter w, uint sequence, AddressFamily family)
    {
        w.Begin(GetRoute, NetlinkFlags.Dump, sequence);
        w.Header(new RouteHeader { Family = Number(family) });
    }

    private static byte Number(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? (byte)10 : (byte)2;

    private static void Address(NetlinkWriter w, uint sequence, ushort type, NetlinkFlags flags, AddressInfo address)
    {
        var v6 = address.Address.AddressFamily == AddressFamily.InterNetworkV6;
        w.Begin(type, flags, sequence);
        w.Header(new AddressHeader
        {
            Family = Number(address.Address.AddressFamily),
            PrefixLength = (byte)address.PrefixLength,
            Flags = v6 ? FlagNoDad : (byte)0, // we hand addresses out ourselves; detection would keep them unusable for a second
            Index = address.LinkIndex,
        });
        var bytes = address.Address.GetAddressBytes();
        w.Put(1, bytes);
        w.Put(2, bytes);
        if (!v6 && address.PrefixLength < 31)
        {
            var broadcast = BinaryPrimitives.ReadUInt32BigEndian(bytes) | (uint.MaxValue >> address.PrefixLength);
            Span<byte> value = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(value, broadcast);
            w.Put(4, value);
        }
    }

    private static void PutMtu(NetlinkWriter w, int mtu)
    {
        if (mtu > 0)
        {
            w.Put(LinkMtu, (uint)mtu);
        }
    }

    private static void PutKind(NetlinkWriter w, string kind)
    {
        var information = w.OpenNest(LinkInformation);
        w.Put(LinkInformationKind, kind);
        w.CloseNest(information);
    }
}
