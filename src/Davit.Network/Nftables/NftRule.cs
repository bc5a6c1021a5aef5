using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Davit.Network.Netlink;

namespace Davit.Network.Nftables;

/// <summary>
/// Writes the expressions of one rule, in order; a rule is left at the first comparison that fails. Each method is what one word of
/// nft(8)'s language compiles to (see it with <c>nft --debug=netlink</c>).
/// </summary>
internal sealed class NftRule(NetlinkWriter writer, NftFamily family)
{
    private const uint Equal = 0;
    private const uint NotEqual = 1;

    private bool IsV6 => family == NftFamily.Ip6;

    /// <summary><c>iifname NAME</c></summary>
    public NftRule From(string link) => Meta(6).Compare(Equal, Name(link));

    /// <summary><c>iifname != NAME</c></summary>
    public NftRule NotFrom(string link) => Meta(6).Compare(NotEqual, Name(link));

    /// <summary><c>oifname NAME</c></summary>
    public NftRule To(string link) => Meta(7).Compare(Equal, Name(link));

    /// <summary><c>oifname != NAME</c></summary>
    public NftRule NotTo(string link) => Meta(7).Compare(NotEqual, Name(link));

    /// <summary><c>ip saddr SUBNET</c></summary>
    public NftRule Source(IPNetwork subnet) => Payload(1, IsV6 ? 8 : 12u, subnet);

    /// <summary><c>ip daddr SUBNET</c></summary>
    public NftRule Destination(IPNetwork subnet) => Payload(1, IsV6 ? 24 : 16u, subnet);

    /// <summary><c>fib daddr type local</c>, or <c>!= local</c>: whether the destination is an address of this host.</summary>
    public NftRule DestinationIsLocal(bool local) => Expression("fib", () =>
    {
        writer.PutBig(1, (uint)NftRegister.R0);
        writer.PutBig(2, 3);
        writer.PutBig(3, 2);
    }).Compare(local ? Equal : NotEqual, Native(2));

    /// <summary><c>ct state established,related</c></summary>
    public NftRule Established() => Conntrack(0, 2 | 4);

    /// <summary><c>ct status dnat</c>: the connection's destination was changed, here only by publishing.</summary>
    public NftRule Published() => Conntrack(2, 1 << 5);

    /// <summary><c>l4proto PROTOCOL</c></summary>
    public NftRule Protocol(byte protocol) => Meta(16).Compare(Equal, [protocol]);

    /// <summary><c>th dport PORT</c></summary>
    public NftRule Port(ushort port)
    {
        LoadPort(NftRegister.R0);
        return Compare(Equal, [(byte)(port >> 8), (byte)port]);
    }

    /// <summary><c>dnat to meta l4proto . ip daddr . th dport map @published</c></summary>
    public void TranslateBy(NftMap map)
    {
        Meta(16);
        if (map.KeyLength == 8)
        {
            LoadPort(NftRegister.R1);
        }
        else
        {
            Load(1, IsV6 ? 24 : 16u, (uint)NftMap.AddressLength(family), NftRegister.R1);
            LoadPort(IsV6 ? NftRegister.R5 : NftRegister.R2);
        }

        Expression("lookup", () =>
        {
            writer.Put(1, map.Name);
            writer.PutBig(2, (uint)NftRegister.R0);
            writer.PutBig(3, (uint)NftRegister.R0);
        });
        TranslateDestination();
    }

    /// <summary><c>dnat to ADDRESS:PORT</c></summary>
    public void TranslateTo(IPAddress address, ushort port)
    {
        Immediate(NftRegister.R0, address.GetAddressBytes());
        Immediate(IsV6 ? NftRegister.R4 : NftRegister.R1, [(byte)(port >> 8), (byte)port]);
        TranslateDestination();
    }

    /// <summary><c>snat to ADDRESS</c></summary>
    public void TranslateSource(IPAddress address)
    {
        Immediate(NftRegister.R0, address.GetAddressBytes());
        Expression("nat", () =>
        {
            writer.PutBig(1, 0);
            writer.PutBig(2, (uint)family);
            writer.PutBig(3, (uint)NftRegister.R0);
        });
    }

    /// <summary><c>counter</c>; iptables-nft expects one in every rule.</summary>
    public NftRule Count() => Expression("counter", () => { });

    /// <summary><c>masquerade</c>: the source becomes the address of the link that the packet leaves by.</summary>
    public void Masquerade() => Expression("masq", () => { });

    public void Accept() => Decide(NftVerdict.Accept);

    public void Drop() => Decide(NftVerdict.Drop);

    public void Return() => Decide(NftVerdict.Return);

    public void Jump(string chain) => Decide(NftVerdict.Jump, chain);

    private void TranslateDestination() => Expression("nat", () =>
    {
        writer.PutBig(1, 1);
        writer.PutBig(2, (uint)family);
        writer.PutBig(3, (uint)NftRegister.R0);
        writer.PutBig(5, (uint)(IsV6 ? NftRegister.R4 : NftRegister.R1));
    });

    private void LoadPort(NftRegister register) => Load(2, 2, 2, register);

    private void Load(uint layer, uint offset, uint length, NftRegister register) => Expression("payload", () =>
    {
        writer.PutBig(1, (uint)register);
        writer.PutBig(2, layer);
        writer.PutBig(3, offset);
        writer.PutBig(4, length);
    });

    private NftRule Payload(uint layer, uint offset, IPNetwork subnet)
    {
        var address = subnet.BaseAddress.GetAddressBytes();
        Load(layer, offset, (uint)address.Length, NftRegister.R0);
        if (subnet.PrefixLength < address.Length * 8)
        {
            Mask(MaskOf(subnet.PrefixLength, address.Length));
        }

        return Compare(Equal, address);
    }

    private NftRule Meta(uint key) => Expression("meta", () =>
    {
        writer.PutBig(1, (uint)NftRegister.R0);
        writer.PutBig(2, key);
    });

    private NftRule Conntrack(uint key, uint bits)
    {
        Expression("ct", () =>
        {
            writer.PutBig(1, (uint)NftRegister.R0);
            writer.PutBig(2, key);
        });
        Mask(Native(bits));
        return Compare(NotEqual, Native(0));
    }

    private void Mask(byte[] mask) => Expression("bitwise", () =>
    {
        writer.PutBig(1, (uint)NftRegister.R0);
        writer.PutBig(2, (uint)NftRegister.R0);
        writer.PutBig(3, (uint)mask.Length);
        Data(4, mask);
        Data(5, new byte[mask.Length]);
    });

    private NftRule Compare(uint operation, byte[] value) => Expression("cmp", () =>
    {
        writer.PutBig(1, (uint)NftRegister.R0);
        writer.PutBig(2, operation);
        Data(3, value);
    });

    private void Immediate(NftRegister register, byte[] value) => Expression("immediate", () =>
    {
        writer.PutBig(1, (uint)register);
        Data(2, value);
    });

    private void Decide(NftVerdict verdict, string? chain = null) => Expression("immediate", () =>
    {
        writer.PutBig(1, (uint)NftRegister.Verdict);
        var data = writer.OpenNest(2);
        var code = writer.OpenNest(2);
        writer.PutBig(1, (uint)(int)verdict);
        if (chain is not null)
        {
            writer.Put(2, chain);
        }

        writer.CloseNest(code);
        writer.CloseNest(data);
    });

    private NftRule Expression(string name, Action data)
    {
        var element = writer.OpenNest(1);
        writer.Put(1, name);
        var nest = writer.OpenNest(2);
        data();
        writer.CloseNest(nest);
        writer.CloseNest(element);
        return this;
    }

    private void Data(ushort type, byte[] value)
    {
        var nest = writer.OpenNest(type);
        writer.Put(1, value);
        writer.CloseNest(nest);
    }

    /// <summary>A name of a link as the kernel compares it: IFNAMSIZ bytes, filled up with zeros.</summary>
    private static byte[] Name(string link)
    {
        var bytes = new byte[16];
        Encoding.ASCII.GetBytes(link, bytes);
        return bytes;
    }

    private static byte[] Native(uint value)
    {
        var bytes = new byte[4];
        MemoryMarshal.Write(bytes, value);
        return bytes;
    }

    private static byte[] MaskOf(int prefix, int length)
    {
        var mask = new byte[length];
        for (var bit = 0; bit < prefix; bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return mask;
    }
}
