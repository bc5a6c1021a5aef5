using System.Globalization;
using Davit.Engine.Containers;
using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>The mounts every container has, without those that the container's own replace, and then its own.</summary>
internal static class MountPart
{
    public static IReadOnlyList<MountSpec> Build(SpecInput input)
    {
        var own = input.Mounts.OrderBy(mount => Depth(mount.Destination)).ToList();
        var replaced = own.Select(mount => mount.Destination).ToHashSet(StringComparer.Ordinal);
        var mounts = Defaults(input)
            .Where(mount => !replaced.Contains(mount.Destination) && !IsUnderReplacedDev(replaced, mount.Destination))
            .ToList();
        mounts.AddRange(own);
        return mounts;
    }

    /// <summary>A bind of the host's whole /dev brings its own pts, shm and mqueue.</summary>
    private static bool IsUnderReplacedDev(HashSet<string> replaced, string destination) =>
        replaced.Contains("/dev") && destination.StartsWith("/dev/", StringComparison.Ordinal);

    private static IEnumerable<MountSpec> Defaults(SpecInput input)
    {
        var host = input.Container.HostConfig;
        var access = host.Privileged ? "rw" : "ro";
        yield return Mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev");
        yield return Mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k");
        yield return Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5");
        yield return Mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", access);
        var cgroupAccess = host.Privileged || input.Security.WritableCgroups ? "rw" : "ro";
        yield return Mount("/sys/fs/cgroup", "cgroup", "cgroup", cgroupAccess, "nosuid", "noexec", "nodev");
        yield return Mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev");
        if (SharedMemory(input, host) is { } shared)
        {
            yield return shared;
        }
    }

    private static MountSpec? SharedMemory(SpecInput input, HostConfig host)
    {
        if (host.IpcMode == "none")
        {
            return null;
        }

        if (input.SharedMemorySource is { } source)
        {
            return Mount("/dev/shm", "bind", source, "rbind", "rprivate");
        }

        var size = host.ShmSize.ToString(CultureInfo.InvariantCulture);
        return Mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=" + size);
    }

    private static MountSpec Mount(string destination, string type, string source, params string[] options) =>
        new() { Destination = destination, Type = type, Source = source, Options = options };

    private static int Depth(string path) => path.AsSpan().TrimEnd('/').Count('/');
}
