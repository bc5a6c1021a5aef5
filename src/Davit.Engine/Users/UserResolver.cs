using System.Globalization;
using Davit.Engine.Specs;

namespace Davit.Engine.Users;

/// <summary>
/// Turns <c>--user</c> and <c>--group-add</c> into numbers, with the container's own passwd and group files and nothing of the
/// host (no NSS). Numbers above 2147483647 are refused: they wrapped around to root elsewhere (CVE-2024-40635).
/// </summary>
internal sealed class UserResolver(Func<string, byte[]?> read)
{
    private byte[]? groups;
    private bool groupsRead;

    /// <exception cref="EngineException">A name that the container does not have, or a number out of range.</exception>
    public ResolvedUser Resolve(string user, IReadOnlyList<string>? groupAdd)
    {
        var colon = user.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? user : user[..colon];
        var group = colon < 0 ? "" : user[(colon + 1)..];
        var (uid, entry) = FindUser(name);
        var gid = group.Length > 0 ? FindGroup(group) : entry?.Gid ?? 0;
        var additional = new SortedSet<uint> { gid };
        if (group.Length == 0 && entry is { } account)
        {
            additional.UnionWith(Groups().Where(line => line.Members.Contains(account.Name)).Select(line => line.Gid));
        }

        foreach (var extra in groupAdd ?? [])
        {
            additional.Add(FindGroup(extra));
        }

        return new ResolvedUser
        {
            Uid = uid,
            Gid = gid,
            AdditionalGids = [.. additional],
            Home = entry is { Home.Length: > 0 } found ? found.Home : uid == 0 ? "/root" : "/",
        };
    }

    private (uint Uid, PasswdEntry? Entry) FindUser(string name)
    {
        var wanted = name.Length == 0 ? "0" : name;
        var isNumber = long.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        foreach (var entry in AccountFiles.Passwd(read("/etc/passwd")))
        {
            if (entry.Name == wanted || (isNumber && entry.Uid == number))
            {
                return (entry.Uid, entry);
            }
        }

        return isNumber
            ? (Range(number), null)
            : throw EngineException.Invalid($"unable to find user {name}: no matching entries in passwd file");
    }

    private uint FindGroup(string name)
    {
        var isNumber = long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        foreach (var entry in Groups())
        {
            if (entry.Name == name || (isNumber && entry.Gid == number))
            {
                return entry.Gid;
            }
        }

        return isNumber
            ? Range(number)
            : throw EngineException.Invalid($"unable to find group {name}: no matching entries in group file");
    }

    private IEnumerable<GroupEntry> Groups()
    {
        if (!groupsRead)
        {
            groups = read("/etc/group");
            groupsRead = true;
        }

        return AccountFiles.Groups(groups);
    }

    private static uint Range(long number) => number is >= 0 and <= int.MaxValue
        ? (uint)number
        : throw EngineException.Invalid($"uids and gids must be in range 0-{int.MaxValue}");
}
