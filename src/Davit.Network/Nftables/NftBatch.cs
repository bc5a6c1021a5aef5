using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Davit.Network.Netlink;

namespace Davit.Network.Nftables;

/// <summary>
/// Writes one transaction: the kernel takes all of its messages or none. Names and layouts are those of
/// linux/netfilter/nfnetlink.h and nf_tables.h. Pure: it only fills the buffer.
/// </summary>
internal sealed class NftBatch
{
    /// <summary>NFNL_SUBSYS_NFTABLES, the high byte of every message type.</summary>
    public const ushort Subsystem = 10 << 8;

    public const ushort NewTable = Subsystem | 0;
    public const ushort DeleteTable = Subsystem | 2;
    public const ushort NewChain = Subsystem | 3;
    public const ushort GetChain = Subsystem | 4;
    public const ushort DeleteChain = Subsystem | 5;
    public const ushort NewRule = Subsystem | 6;
    public const ushort GetRule = Subsystem | 7;
    public const ushort DeleteRule = Subsystem | 8;
    public const ushort NewSet = Subsystem | 9;
    public const ushort DeleteSet = Subsystem | 11;
    public const ushort NewElement = Subsystem | 12;
    public const ushort DeleteElement = Subsystem | 14;

    private const ushort BatchBegin = 0x10;
    private const ushort BatchEnd = 0x11;

    // An attribute holds 64 KiB at most; the elements of one message are one attribute.
    private const int ElementsPerMessage = 256;

    private readonly NetlinkWriter _writer;
    private readonly string _table;
    private uint _next;

    public NftBatch(NetlinkWriter writer, uint sequence, NftFamily family, string table)
    {
        _writer = writer;
        _next = sequence;
        Family = family;
        _table = table;
        writer.Begin(BatchBegin, NetlinkFlags.None, _next++);
        writer.Header(new NetfilterHeader { Resource = NetfilterHeader.Big(10) });
    }

    public NftFamily Family { get; }

    /// <summary>Closes the transaction, which must have at least one message.</summary>
    /// <returns>Sequence number of the last message, the only one that is acknowledged: after the commit, so after every refusal.</returns>
    public uint Complete()
    {
        var last = _next - 1;
        _writer.RequestAcknowledgement();
        _writer.Begin(BatchEnd, NetlinkFlags.None, _next++);
        _writer.Header(new NetfilterHeader { Resource = NetfilterHeader.Big(10) });
        _writer.End();
        return last;
    }

    public void AddTable()
    {
        Begin(NewTable, NetlinkFlags.Create);
        _writer.Put(1, _table);
        _writer.PutBig(2, 0);
    }

    public void RemoveTable()
    {
        Begin(DeleteTable, NetlinkFlags.None);
        _writer.Put(1, _table);
    }

    /// <summary>A chain that packets reach by a jump only.</summary>
    public void AddChain(string name)
    {
        Begin(NewChain, NetlinkFlags.Create);
        _writer.Put(1, _table);
        _writer.Put(3, name);
    }

    /// <summary>A chain at a hook; packets that reach its end are accepted.</summary>
    public void AddBaseChain(string name, string type, NftHook hook, int priority)
    {
        AddChain(name);
        var nest = _writer.OpenNest(4);
        _writer.PutBig(1, (uint)hook);
        _writer.PutBig(2, (uint)priority);
        _writer.CloseNest(nest);
        _writer.PutBig(5, (uint)NftVerdict.Accept);
        _writer.Put(7, type);
    }

    public void AddRule(string chain, Action<NftRule> build)
    {
        Begin(NewRule, NetlinkFlags.Create | NetlinkFlags.Append);
        _writer.Put(1, _table);
        _writer.Put(2, chain);
        var nest = _writer.OpenNest(4);
        build(new NftRule(_writer, Family));
        _writer.CloseNest(nest);
    }

    /// <summary>A rule at the head of a chain, with a comment that tells it apart.</summary>
    public void InsertRule(string chain, string comment, Action<NftRule> build)
    {
        Begin(NewRule, NetlinkFlags.Create);
        _writer.Put(1, _table);
        _writer.Put(2, chain);
        var nest = _writer.OpenNest(4);
        build(new NftRule(_writer, Family));
        _writer.CloseNest(nest);
        _writer.Put(7, Comment(comment));
    }

    public void AddMap(NftMap map, uint id)
    {
        Begin(NewSet, NetlinkFlags.Create);
        _writer.Put(1, _table);
        _writer.Put(2, map.Name);
        _writer.PutBig(3, 8 /* NFT_SET_MAP */);
        _writer.PutBig(4, map.KeyType);
        _writer.PutBig(5, (uint)map.KeyLength);
        _writer.PutBig(6, map.DataType);
        _writer.PutBig(7, (uint)map.DataLength);
        _writer.PutBig(10, id);
    }

    public void AddElements(NftMap map, IEnumerable<NftElement> elements) =>
        Elements(NewElement, NetlinkFlags.Create, map, elements);

    public void RemoveElements(NftMap map, IEnumerable<NftElement> elements) =>
        Elements(DeleteElement, NetlinkFlags.None, map, elements);

    private void Elements(ushort type, NetlinkFlags flags, NftMap map, IEnumerable<NftElement> elements)
    {
        foreach (var chunk in elements.Chunk(ElementsPerMessage))
        {
            Begin(type, flags);
            _writer.Put(1, _table);
            _writer.Put(2, map.Name);
            var list = _writer.OpenNest(3);
            foreach (var element in chunk)
            {
                Element(element, withData: type == NewElement);
            }

            _writer.CloseNest(list);
        }
    }

    private void Element(NftElement element, bool withData)
    {
        var nest = _writer.OpenNest(1);
        Data(1, element.Key);
        if (withData)
        {
            Data(2, element.Value);
            _writer.Put(6, Comment(element.Comment));
        }

        _writer.CloseNest(nest);
    }

    private void Data(ushort type, byte[] value)
    {
        var nest = _writer.OpenNest(type);
        _writer.Put(1, value);
        _writer.CloseNest(nest);
    }

    /// <summary>A comment as nft(8) shows it: type 0, length, text with its zero byte (libnftnl's user data).</summary>
    public static byte[] Comment(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return [0, (byte)(bytes.Length + 1), .. bytes, 0];
    }

    private void Begin(ushort type, NetlinkFlags flags)
    {
        _writer.Begin(type, flags, _next++);
        _writer.Header(new NetfilterHeader { Family = (byte)Family });
    }
}
