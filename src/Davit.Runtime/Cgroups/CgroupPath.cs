namespace Davit.Runtime.Cgroups;

/// <summary>Reads a specification's <c>cgroupsPath</c>.</summary>
internal static class CgroupPath
{
    /// <summary>The path below a hierarchy's mount point: clean, absolute, not the root itself.</summary>
    /// <param name="ownPath">The group of this process, which a relative path starts from (config-linux.md#cgroups-path).</param>
    /// <exception cref="CgroupException">The path climbs, is empty, or names the root.</exception>
    internal static string Resolve(string path, string ownPath)
    {
        var relative = Clean(path);
        return path.StartsWith('/') || ownPath == "/" ? relative : ownPath.TrimEnd('/') + relative;
    }

    private static string Clean(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts.Any(part => part is "." or ".." || part.Contains('\0', StringComparison.Ordinal) || part.Contains('\n', StringComparison.Ordinal)))
        {
            throw new CgroupException($"cgroup path '{path}' is not the path of a group: it may not be empty, climb with '..' or hold a newline");
        }

        return "/" + string.Join('/', parts);
    }
}
