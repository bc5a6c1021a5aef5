using System.Security.Cryptography;

namespace Davit.Network;

/// <summary>Ids of networks, endpoints and sandboxes: 64 hex digits, as docker has them.</summary>
internal static class RandomId
{
    public static string New() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
