using System.Globalization;
using System.Net;

namespace Davit.Network;

/// <summary>Ethernet addresses as text and bytes, and docker's way of making one from an IPv4 address.</summary>
internal static class MacAddress
{
    /// <summary>02:42 and the four bytes of the address: locally administered, unicast, unique where the address is.</summary>
    public static byte[] From(IPAddress address) => [0x02, 0x42, .. address.GetAddressBytes()[^4..]];

    public static string Format(ReadOnlySpan<byte> bytes)
    {
        var text = Convert.ToHexStringLower(bytes);
        return string.Join(':', Enumerable.Range(0, text.Length / 2).Select(i => text.Substring(i * 2, 2)));
    }

    /// <summary>Six bytes in hex with colons or hyphens; multicast and zero addresses are refused, a link cannot have them.</summary>
    public static bool TryParse(string text, out byte[] bytes)
    {
        var parts = text.Split(':', '-');
        bytes = new byte[6];
        if (parts.Length != 6)
        {
            return false;
        }

        for (var i = 0; i < 6; i++)
        {
            if (parts[i].Length != 2 || !byte.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return false;
            }
        }

        return (bytes[0] & 1) == 0 && bytes.Any(b => b != 0);
    }
}
