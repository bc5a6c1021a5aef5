using System.Buffers.Binary;
using System.Net;
using Davit.Linux;
using Davit.Linux.Netlink;
using Davit.Network.Nftables;

namespace Davit.Network.Netlink;

/// <summary>
/// Forgets connections of connectionless protocols. A client that goes on sending keeps its old translation alive for ever: to the host
/// itself when it began before a port was published, to a dead container after.
/// </summary>
internal sealed class ConntrackClient : IDisposable
{
    private const ushort Get = (1 << 8) | 1;    // NFNL_SUBSYS_CTNETLINK, IPCTNL_MSG_CT_GET
    private const ushort Delete = (1 << 8) | 2;
    private const ushort TupleOriginal = 1;
    private const ushort TupleReply = 2;
    private const ushort TupleIp = 1;
    private const ushort TupleProtocol = 2;
    private const ushort ProtocolNumber = 1;
    private const ushort ProtocolSourcePort = 2;
    private const ushort ProtocolDestinationPort = 3;
    private const ushort Zone = 18;

    private readonly NetlinkConnection _connection = NetlinkConnection.Open(NetlinkProtocol.Netfilter);

    /// <summary>Removes every connection to one of these ports of the host, and every one that a container's port answers.</summary>
    public void Forget(IReadOnlyList<FirewallPort> ports)
    {
        foreach (var family in ports.Select(port => port.HostAddress.AddressFamily).Distinct())
        {
            var header = new NetfilterHeader { Family = (byte)(family == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 10 : 2) };
            var found = new List<byte[]>();
            _connection.Dump("list connections", (w, s) =>
            {
                w.Begin(Get, NetlinkFlags.Dump, s);
                w.Header(header);
            }, (in NetlinkMessage message) =>
            {
                if (message.Payload.Length > 4 && Concerns(message.Payload[4..], ports))
                {
                    found.Add(message.Payload[4..].ToArray());
                }
            });
            found.ForEach(entry => Remove(header, entry));
        }
    }

    public void Dispose() => _connection.Dispose();

    private static bool Concerns(ReadOnlySpan<byte> entry, IReadOnlyList<FirewallPort> ports)
    {
        var original = NetlinkAttributes.Find(entry, TupleOriginal);
        var reply = NetlinkAttributes.Find(entry, TupleReply);
        var protocol = Protocol(original);
        foreach (var port in ports)
        {
            if (protocol == (byte)port.Protocol
                && (PortOf(original, ProtocolDestinationPort) == port.HostPort
                    || (PortOf(reply, ProtocolSourcePort) == port.ContainerPort && Source(reply).SequenceEqual(port.ContainerAddress.GetAddressBytes()))))
            {
                return true;
            }
        }

        return false;
    }

    private static byte Protocol(ReadOnlySpan<byte> tuple)
    {
        var number = NetlinkAttributes.Find(NetlinkAttributes.Find(tuple, TupleProtocol), ProtocolNumber);
        return number.IsEmpty ? (byte)0 : number[0];
    }

    private static int PortOf(ReadOnlySpan<byte> tuple, ushort which)
    {
        var port = NetlinkAttributes.Find(NetlinkAttributes.Find(tuple, TupleProtocol), which);
        return port.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(port) : -1;
    }

    /// <summary>CTA_IP_V4_SRC or CTA_IP_V6_SRC.</summary>
    private static ReadOnlySpan<byte> Source(ReadOnlySpan<byte> tuple)
    {
        var ip = NetlinkAttributes.Find(tuple, TupleIp);
        var v4 = NetlinkAttributes.Find(ip, 1);
        return v4.IsEmpty ? NetlinkAttributes.Find(ip, 3) : v4;
    }

    private void Remove(NetfilterHeader header, byte[] entry)
    {
        try
        {
            _connection.Execute("forget connection", (w, s) =>
            {
                w.Begin(Delete, NetlinkFlags.Ack, s);
                w.Header(header);
                w.Put(TupleOriginal | 0x8000, NetlinkAttributes.Find(entry, TupleOriginal));
                if (NetlinkAttributes.Find(entry, Zone) is { IsEmpty: false } zone)
                {
                    w.Put(Zone, zone);
                }
            });
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            // It ended by itself.
        }
    }
}
