namespace Davit.Oci.Security;

/// <summary>Parts of /proc and /sys that tell about, or change, the whole machine: hidden from containers or made read-only, as docker does.</summary>
public static class DefaultPaths
{
    /// <summary>Hidden: files read as empty, directories as an empty read-only file system.</summary>
    /// <param name="processors">Number of processors that may be configured: each has a thermal_throttle directory.</param>
    public static IReadOnlyList<string> Masked(int processors) => [.. MaskedEverywhere, .. Enumerable.Range(0, processors).Select(ThermalThrottle)];

    /// <summary>Hidden on every machine.</summary>
    public static IReadOnlyList<string> MaskedEverywhere { get; } =
    [
        "/proc/acpi",
        "/proc/asound",
        "/proc/interrupts", // timing of keys and disks (moby GHSA-6fw5-f8r9-fgfm)
        "/proc/kcore",
        "/proc/keys",
        "/proc/latency_stats",
        "/proc/timer_list",
        "/proc/timer_stats",
        "/proc/sched_debug",
        "/proc/scsi",
        "/sys/firmware",
        "/sys/devices/virtual/powercap", // energy counters (moby GHSA-jq35-85cj-fj4p)
    ];

    /// <summary>Read-only, so that the container's root cannot turn the machine's knobs.</summary>
    public static IReadOnlyList<string> ReadOnly { get; } =
    [
        "/proc/bus",
        "/proc/fs",
        "/proc/irq",
        "/proc/sys",
        "/proc/sysrq-trigger",
    ];

    private static string ThermalThrottle(int processor) => $"/sys/devices/system/cpu/cpu{processor}/thermal_throttle";
}
