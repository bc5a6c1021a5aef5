using Davit.Linux;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>A new cpuset group of version 1 is empty, and no process may join it, until it has processors and memory nodes.</summary>
internal static class LegacyCpuset
{
    internal const string Cpus = "cpuset.cpus";
    internal const string Mems = "cpuset.mems";

    /// <summary>Gives a group its parent's processors and nodes where it has none.</summary>
    internal static void CopyFromParent(CgroupDirectory directory)
    {
        var parent = new CgroupDirectory(Path.GetDirectoryName(directory.Path)!);
        Copy(parent, directory, Cpus);
        Copy(parent, directory, Mems);
    }

    private static void Copy(CgroupDirectory parent, CgroupDirectory child, string file)
    {
        if (!string.IsNullOrWhiteSpace(child.TryRead(file)))
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(parent.TryRead(file)))
        {
            // A parent that somebody else made and never filled.
            CopyFromParent(parent);
        }

        var errno = child.TryWrite(file, (parent.TryRead(file) ?? "").Trim());
        if (errno != Errno.None)
        {
            throw child.Refused(file, "the parent's value", "cpuset", errno);
        }
    }
}
