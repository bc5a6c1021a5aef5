using System.Globalization;
using Davit.Engine.Users;

namespace Davit.Engine.Processes;

/// <summary>Names of users and groups of the host, as its ps(1) would show them.</summary>
internal static class HostNames
{
    public static string User(long uid) => Read("/etc/passwd", AccountFiles.Passwd, entry => entry.Uid == uid, entry => entry.Name)
        ?? uid.ToString(CultureInfo.InvariantCulture);

    public static string Group(long gid) => Read("/etc/group", AccountFiles.Groups, entry => entry.Gid == gid, entry => entry.Name)
        ?? gid.ToString(CultureInfo.InvariantCulture);

    private static string? Read<T>(string path, Func<byte[]?, IEnumerable<T>> parse, Func<T, bool> where, Func<T, string> name)
    {
        try
        {
            foreach (var entry in parse(File.ReadAllBytes(path)))
            {
                if (where(entry))
                {
                    return name(entry);
                }
            }

            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
