namespace Davit.Runtime.Plan;

/// <summary>What may be mounted in /proc (CVE-2019-16884): a procfs, and single files that container tools fake.</summary>
internal static class ProcPaths
{
    private static readonly HashSet<string> Allowed =
    [
        "/proc/cpuinfo", "/proc/diskstats", "/proc/meminfo", "/proc/stat", "/proc/swaps", "/proc/uptime", "/proc/loadavg",
        "/proc/slabinfo", "/proc/net/dev", "/proc/sys/kernel/ns_last_pid", "/proc/sys/crypto/fips_enabled",
    ];

    public static bool IsProc(string destination) => Clean(destination) == "/proc";

    public static bool IsAllowed(string destination) => IsProc(destination) || Allowed.Contains(Clean(destination));

    private static string Clean(string destination) => Path.GetFullPath("/" + destination).TrimEnd('/');
}
