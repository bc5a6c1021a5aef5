using System.Security.Cryptography;

namespace Davit.Engine.Containers;

/// <summary>Ids of 64 hexadecimal digits.</summary>
internal static class ContainerIds
{
    public const int ShortLength = 12;

    /// <summary>A short id of digits only is avoided: it makes a host name that is a number.</summary>
    public static string Make()
    {
        while (true)
        {
            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            if (id.AsSpan(0, ShortLength).IndexOfAnyInRange('a', 'f') >= 0)
            {
                return id;
            }
        }
    }

    public static string Short(string id) => id.Length > ShortLength ? id[..ShortLength] : id;
}
