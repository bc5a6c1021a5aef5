using System.Globalization;
using System.Runtime.InteropServices;

namespace Davit.Engine.Specs;

/// <summary>Reads what the host is and can do from <c>/proc</c> and <c>/sys</c>.</summary>
internal static class HostFactsReader
{
    private const string CgroupRoot = "/sys/fs/cgroup";

    public static HostFacts Read()
    {
        var release = Text("/proc/sys/kernel/osrelease");
        var mounts = CgroupMounts();
        var unified = mounts.Count == 0 || mounts.TrueForAll(mount => mount.IsUnified);
        var controllers = Controllers(mounts);
        return new HostFacts
        {
            Architecture = Architecture(),
            Kernel = ParseVersion(release),
            KernelRelease = release,
            CgroupV2 = unified,
            Controllers = controllers,
            SwapAccounting = HasSwapAccounting(unified, controllers),
            Cpus = Environment.ProcessorCount,
            OnlineCpus = Online(unified, "cpuset.cpus.effective", "cpuset/cpuset.cpus", "/sys/devices/system/cpu/online"),
            MemoryNodes = Online(unified, "cpuset.mems.effective", "cpuset/cpuset.mems", "/sys/devices/system/node/online"),
            MemoryTotal = MemoryTotal(),
            AppArmor = Text("/sys/module/apparmor/parameters/enabled").StartsWith('Y'),
            SeLinux = Directory.Exists("/sys/fs/selinux") && File.Exists("/sys/fs/selinux/enforce"),
            HostName = Text("/proc/sys/kernel/hostname"),
        };
    }

    /// <summary>The start of a release such as <c>6.1.0-18-amd64</c>.</summary>
    internal static Version ParseVersion(string release)
    {
        var numbers = release.Split('.', '-', '+', '_').TakeWhile(part => part.Length > 0 && part.All(char.IsAsciiDigit)).Take(3)
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return numbers.Count >= 2 ? new Version(numbers[0], numbers[1], numbers.ElementAtOrDefault(2)) : new Version(5, 10);
    }

    internal static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Architecture() => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static List<(bool IsUnified, string Path, string Options)> CgroupMounts()
    {
        var mounts = new List<(bool, string, string)>();
        foreach (var line in Text("/proc/self/mountinfo").Split('\n'))
        {
            // proc_pid_mountinfo(5): "36 35 98:0 /root /mount/point opts … - type source superopts"
            var halves = line.Split(" - ");
            var left = halves[0].Split(' ');
            var right = halves.Length == 2 ? halves[1].Split(' ') : [];
            if (left.Length > 4 && right.Length > 2 && right[0] is "cgroup" or "cgroup2")
            {
                mounts.Add((right[0] == "cgroup2", left[4], right[2]));
            }
        }

        return mounts;
    }

    private static HashSet<string> Controllers(List<(bool IsUnified, string Path, string Options)> mounts)
    {
        var controllers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (isUnified, path, options) in mounts)
        {
            var names = isUnified ? Text(path + "/cgroup.controllers").Split(' ') : options.Split(',');
            controllers.UnionWith(names.Where(name => name.Length > 0).Select(name => name == "blkio" ? "io" : name));
            if (isUnified)
            {
                controllers.UnionWith(["freezer", "devices"]);
            }
        }

        return controllers;
    }

    private static bool HasSwapAccounting(bool unified, HashSet<string> controllers) => controllers.Contains("memory")
        && (unified ? Text("/proc/swaps").Length > 0 && !Text("/proc/cmdline").Contains("swapaccount=0", StringComparison.Ordinal)
            : File.Exists(CgroupRoot + "/memory/memory.memsw.limit_in_bytes"));

    private static string Online(bool unified, string v2Name, string v1Path, string otherwise)
    {
        var text = Text(unified ? $"{CgroupRoot}/{v2Name}" : $"{CgroupRoot}/{v1Path}");
        return text.Length > 0 ? text : Text(otherwise) is { Length: > 0 } online ? online : "0";
    }

    private static long MemoryTotal()
    {
        foreach (var line in Text("/proc/meminfo").Split('\n'))
        {
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal))
            {
                var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
                return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
            }
        }

        return 0;
    }
}
