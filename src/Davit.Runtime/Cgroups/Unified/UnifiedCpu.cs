using System.Globalization;
using Davit.Linux;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>Weight, bandwidth and placement.</summary>
internal static class UnifiedCpu
{
    private const string Bandwidth = "cpu.max";

    internal static bool IsAsked(CpuSpec? cpu) => cpu is not null && (cpu with { Cpus = null, Mems = null }) != new CpuSpec();

    internal static void Apply(CgroupDirectory directory, CpuSpec cpu)
    {
        if (cpu.RealtimePeriod is not (null or 0) || cpu.RealtimeRuntime is not (null or 0))
        {
            throw MissingController.NotInVersion2("cpu realtime period and runtime");
        }

        // An idle group refuses a weight (EINVAL), so that idleness is taken back before and given after.
        if (cpu.Idle == 0)
        {
            directory.Set("cpu.idle", 0L, "cpu idle");
        }

        if (cpu.Shares is { } shares and not 0)
        {
            directory.Set("cpu.weight", CpuWeight.FromShares(shares), "cpu shares");
        }

        ApplyBandwidth(directory, cpu);
        if (cpu.Idle is { } idle and not 0)
        {
            directory.Set("cpu.idle", idle, "cpu idle");
        }

        if (cpu.Cpus is { Length: > 0 } cpus)
        {
            directory.Set("cpuset.cpus", cpus, "cpuset cpus");
        }

        if (cpu.Mems is { Length: > 0 } mems)
        {
            directory.Set("cpuset.mems", mems, "cpuset mems");
        }
    }

    /// <summary>A burst may not exceed the quota: it is set before a quota that shrinks, or else after one that grows.</summary>
    private static void ApplyBandwidth(CgroupDirectory directory, CpuSpec cpu)
    {
        var burst = cpu.Burst?.ToString(CultureInfo.InvariantCulture);
        var burstIsSet = burst is null || directory.TryWrite("cpu.max.burst", burst) == Errno.None;
        if (cpu.Quota is not (null or 0) || cpu.Period is not (null or 0))
        {
            directory.Set(Bandwidth, BandwidthText(cpu, directory), "cpu quota and period");
        }

        if (!burstIsSet)
        {
            directory.Set("cpu.max.burst", burst!, "cpu burst");
        }
    }

    /// <summary>One file for both: what is not asked for keeps its value.</summary>
    private static string BandwidthText(CpuSpec cpu, CgroupDirectory directory)
    {
        var now = (directory.TryRead(Bandwidth) ?? "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var quota = cpu.Quota is null or 0 ? now.FirstOrDefault(LimitText.Max) : LimitText.OrMax(cpu.Quota.Value);
        return cpu.Period is { } period and not 0 ? $"{quota} {period}" : quota;
    }
}
