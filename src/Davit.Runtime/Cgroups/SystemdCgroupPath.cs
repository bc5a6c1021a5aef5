namespace Davit.Runtime.Cgroups;

/// <summary>
/// The paths of <c>--systemd-cgroup</c>: <c>slice:prefix:name</c>, which runc turns into a transient unit of systemd. Davit
/// makes the group itself, where systemd would have put it, and does not tell systemd.
/// </summary>
public static class SystemdCgroupPath
{
    private const string SliceSuffix = ".slice";

    /// <summary>The group's path, such as <c>/system.slice/docker-ID.scope</c>.</summary>
    /// <exception cref="CgroupException">The text has not three parts, or its slice is none.</exception>
    public static string Parse(string text)
    {
        if (text.Split(':') is not [var slice, var prefix, { Length: > 0 } name])
        {
            throw new CgroupException($"cgroup path '{text}' is not of the form slice:prefix:name that --systemd-cgroup asks for");
        }

        var directory = SliceDirectory(slice.Length == 0 ? "system.slice" : slice);
        var unit = name.EndsWith(SliceSuffix, StringComparison.Ordinal) ? name : prefix.Length == 0 ? name + ".scope" : $"{prefix}-{name}.scope";
        return $"{directory}/{unit}";
    }

    /// <summary>The name of a slice says where it lies: <c>a-b.slice</c> is <c>/a.slice/a-b.slice</c> (systemd.slice(5)).</summary>
    private static string SliceDirectory(string slice)
    {
        if (slice == "-.slice")
        {
            return "";
        }

        var name = slice.EndsWith(SliceSuffix, StringComparison.Ordinal) ? slice[..^SliceSuffix.Length] : "";
        var parts = name.Split('-');
        if (name.Contains('/', StringComparison.Ordinal) || parts.Contains(""))
        {
            throw new CgroupException($"'{slice}' is not the name of a systemd slice");
        }

        var directory = "";
        for (var count = 1; count <= parts.Length; count++)
        {
            directory += $"/{string.Join('-', parts[..count])}{SliceSuffix}";
        }

        return directory;
    }
}
