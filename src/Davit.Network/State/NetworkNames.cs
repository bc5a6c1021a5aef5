using System.Security.Cryptography;
using System.Text;

namespace Davit.Network.State;

/// <summary>
/// What the kernel objects of one daemon are called. Everything that is ours can be told by its name alone, so that several daemons
/// side by side never touch each other's objects.
/// </summary>
internal sealed class NetworkNames
{
    private const int LongestLinkName = 15; // IFNAMSIZ without its zero byte

    public NetworkNames(string instance)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instance)));
        var plain = instance.Length > 0 && instance.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        Bridge = instance.Length == 0 ? "davit0" : plain && instance.Length <= LongestLinkName - 6 ? $"davit-{instance}" : $"davit-{hash[..8]}";
        Table = instance.Length == 0 ? "davit" : plain ? $"davit_{instance.Replace('-', '_')}_{hash[..4]}" : $"davit_{hash[..8]}";
        LinkPrefix = $"dv{hash[..4]}";
        BridgeMac = [0x02, 0x42, .. SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}/{instance}"))[..4]];
    }

    public string Bridge { get; }

    /// <summary>Of each address family.</summary>
    public string Table { get; }

    /// <summary>Host ends of our veth pairs begin with it.</summary>
    public string LinkPrefix { get; }

    public byte[] BridgeMac { get; }

    public string LinkOf(string endpointId) => LinkPrefix + endpointId[..(LongestLinkName - LinkPrefix.Length)];
}
