using System.Globalization;

namespace Davit.Daemon.Sockets;

/// <summary>Groups by name or number, from /etc/group (group(5)).</summary>
internal static class Groups
{
    public static int? Find(string group, string path = "/etc/group")
    {
        if (int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (group.Length == 0 || !File.Exists(path))
        {
            return null;
        }

        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split(':');
            if (fields.Length >= 3 && fields[0] == group && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return id;
            }
        }

        return null;
    }
}
