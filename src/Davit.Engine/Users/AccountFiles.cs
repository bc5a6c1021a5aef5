using System.Globalization;
using System.Text;

namespace Davit.Engine.Users;

/// <summary>Reads passwd(5) and group(5); lines that make no sense are skipped, as the C library does.</summary>
internal static class AccountFiles
{
    public static IEnumerable<PasswdEntry> Passwd(byte[]? content)
    {
        foreach (var line in Lines(content))
        {
            var parts = line.Split(':');
            if (parts.Length >= 4 && parts[0].Length > 0 && TryId(parts[2], out var uid) && TryId(parts[3], out var gid))
            {
                yield return new PasswdEntry(parts[0], uid, gid, parts.Length > 5 ? parts[5] : "");
            }
        }
    }

    public static IEnumerable<GroupEntry> Groups(byte[]? content)
    {
        foreach (var line in Lines(content))
        {
            var parts = line.Split(':');
            if (parts.Length >= 3 && parts[0].Length > 0 && TryId(parts[2], out var gid))
            {
                yield return new GroupEntry(parts[0], gid, parts.Length > 3 ? parts[3].Split(',', StringSplitOptions.RemoveEmptyEntries) : []);
            }
        }
    }

    private static IEnumerable<string> Lines(byte[]? content)
    {
        foreach (var line in Encoding.UTF8.GetString(content ?? []).Split('\n'))
        {
            var trimmed = line.Trim();
            if (trimmed.Length > 0 && trimmed[0] != '#')
            {
                yield return trimmed;
            }
        }
    }

    private static bool TryId(string text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id <= int.MaxValue;
}
