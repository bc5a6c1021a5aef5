using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Davit.Network.Ipam;

/// <summary>Arithmetic on CIDR ranges.</summary>
internal static class Subnets
{
    public static bool Overlap(IPNetwork a, IPNetwork b) =>
        a.BaseAddress.AddressFamily == b.BaseAddress.AddressFamily && (a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress));

    /// <summary>Splits <c>172.17.0.1/16</c> into the address and its subnet.</summary>
    /// <exception cref="NetworkException">It is not of that form.</exception>
    public static (IPAddress Address, IPNetwork Subnet) Parse(string cidr, string option)
    {
        var slash = cidr.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !TryParseAddress(cidr[..slash], out var address)
            || !int.TryParse(cidr.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            || prefix > address.GetAddressBytes().Length * 8)
        {
            throw new NetworkException(NetworkFailure.InvalidRequest, $"{option}: invalid CIDR address: {cidr}");
        }

        return (address, new IPNetwork(Base(address, prefix), prefix));
    }

    /// <summary>.NET also takes <c>1</c>, <c>0x0a000001</c> and octal parts, which mean something else to whoever reads them.</summary>
    private static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text);

    /// <summary>The address with its host bits cleared.</summary>
    public static IPAddress Base(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff00 >> kept);
        }

        return new IPAddress(bytes);
    }

    /// <summary>The address <paramref name="offset"/> after the first.</summary>
    public static IPAddress At(IPNetwork subnet, int offset)
    {
        var bytes = subnet.BaseAddress.GetAddressBytes();
        for (var i = bytes.Length - 1; i >= 0 && offset > 0; i--)
        {
            offset += bytes[i];
            bytes[i] = (byte)offset;
            offset >>= 8;
        }

        return new IPAddress(bytes);
    }
}
