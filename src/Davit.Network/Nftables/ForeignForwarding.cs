using System.Buffers.Binary;
using System.Text;
using Davit.Linux.Netlink;
using Davit.Network.Netlink;

namespace Davit.Network.Nftables;

/// <summary>
/// Other programs' firewalls that drop what they do not know. Being accepted by one table is worth nothing when another drops (nft(8),
/// base chains), and docker, ufw and libvirt let <c>iptables -P FORWARD DROP</c> stand. In iptables' own table, the place that they all
/// share, our bridges are accepted; what is behind that is still filtered by our table. A native table belongs to the administrator:
/// it is only named. Not thread-safe.
/// </summary>
internal sealed class ForeignForwarding(string ownTable, Action<string> log) : IDisposable
{
    private const ushort NewRuleAnswer = NftBatch.NewRule;
    private const string SharedTable = "filter";
    private const string SharedChain = "FORWARD";

    private readonly NetlinkConnection _connection = NetlinkConnection.Open(NetlinkProtocol.Netfilter);
    private readonly HashSet<string> _told = [];

    /// <summary>Our own changes in the shared table carry it.</summary>
    public uint Port => _connection.Port;

    /// <summary>Looks at all forward chains and does what can be done for those that drop.</summary>
    public void Check(IReadOnlyList<string> bridges)
    {
        foreach (var chain in DroppingChains())
        {
            if (chain is { Family: (byte)NftFamily.Ip, Table: SharedTable, Name: SharedChain })
            {
                Accept([.. bridges.Where(bridge => !IsAccepted(bridge))]);
            }
            else if (chain.Family is not (byte)NftFamily.Ip6 && chain.Table != ownTable && _told.Add($"{chain.Table}/{chain.Name}"))
            {
                log($"table {chain.Table}, chain {chain.Name} drops forwarded packets by default: containers reach nothing beyond this host "
                    + $"unless it accepts what comes from and goes to {string.Join(", ", bridges)}");
            }
        }
    }

    public void Dispose() => _connection.Dispose();

    private List<(byte Family, string Table, string Name)> DroppingChains()
    {
        var found = new List<(byte, string, string)>();
        _connection.Dump(
            "list chains",
            (w, sequence) =>
            {
                w.Begin(NftBatch.GetChain, NetlinkFlags.Dump, sequence);
                w.Header(default(NetfilterHeader));
            },
            (in NetlinkMessage message) =>
            {
                if (message.Payload.Length > 4 && IsDroppingForward(message.Payload[4..]))
                {
                    found.Add((message.Payload[0], Text(message.Payload[4..], 1), Text(message.Payload[4..], 3)));
                }
            });
        return found;
    }

    private static bool IsDroppingForward(ReadOnlySpan<byte> chain)
    {
        var hook = NetlinkAttributes.Find(NetlinkAttributes.Find(chain, 4), 1);
        var policy = NetlinkAttributes.Find(chain, 5);
        return hook.Length == 4 && BinaryPrimitives.ReadUInt32BigEndian(hook) == (uint)NftHook.Forward
            && policy.Length == 4 && BinaryPrimitives.ReadUInt32BigEndian(policy) == (uint)NftVerdict.Drop;
    }

    private bool IsAccepted(string bridge)
    {
        var comment = NftBatch.Comment(CommentOf(bridge));
        var found = false;
        _connection.Dump(
            "list rules",
            (w, sequence) =>
            {
                w.Begin(NftBatch.GetRule, NetlinkFlags.Dump, sequence);
                w.Header(new NetfilterHeader { Family = (byte)NftFamily.Ip });
                w.Put(1, SharedTable);
                w.Put(2, SharedChain);
            },
            (in NetlinkMessage message) => found |= message.Type == NewRuleAnswer
                && message.Payload.Length > 4 && NetlinkAttributes.Find(message.Payload[4..], 7).SequenceEqual(comment));
        return found;
    }

    private void Accept(IReadOnlyList<string> bridges)
    {
        foreach (var bridge in bridges)
        {
            _connection.ExecuteBatch($"accept {bridge} in iptables' table", (writer, sequence) =>
            {
                var batch = new NftBatch(writer, sequence, NftFamily.Ip, SharedTable);
                batch.InsertRule(SharedChain, CommentOf(bridge), rule => rule.From(bridge).Count().Accept());
                batch.InsertRule(SharedChain, CommentOf(bridge), rule => rule.To(bridge).Count().Accept());
                return batch.Complete();
            });
            log($"iptables' chain FORWARD drops by default; traffic of {bridge} is accepted there");
        }
    }

    private static string CommentOf(string bridge) => $"davit {bridge}";

    private static string Text(ReadOnlySpan<byte> attributes, ushort type) =>
        Encoding.ASCII.GetString(NetlinkAttributes.Find(attributes, type)).TrimEnd('\0');
}
