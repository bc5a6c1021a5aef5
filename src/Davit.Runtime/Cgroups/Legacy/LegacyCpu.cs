using Davit.Linux;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>Weight and bandwidth (Documentation/scheduler/sched-bwc.rst, sched-rt-group.rst).</summary>
internal static class LegacyCpu
{
    private const string Period = "cpu.cfs_period_us";
    private const string Quota = "cpu.cfs_quota_us";
    private const string Burst = "cpu.cfs_burst_us";

    internal static void Apply(CgroupDirectory directory, CpuSpec cpu)
    {
        // An idle group refuses a weight (EINVAL), so that idleness is taken back before and given after.
        if (cpu.Idle == 0)
        {
            directory.Set("cpu.idle", 0L, "cpu idle");
        }

        if (cpu.Shares is { } shares and not 0)
        {
            directory.Set("cpu.shares", shares, "cpu shares");
        }

        ApplyRealTime(directory, cpu);
        ApplyBandwidth(directory, cpu);
        if (cpu.Idle is { } idle and not 0)
        {
            directory.Set("cpu.idle", idle, "cpu idle");
        }
    }

    private static void ApplyRealTime(CgroupDirectory directory, CpuSpec cpu)
    {
        if (cpu.RealtimePeriod is { } period and not 0)
        {
            directory.Set("cpu.rt_period_us", period, "cpu realtime period");
        }

        if (cpu.RealtimeRuntime is { } runtime and not 0)
        {
            directory.Set("cpu.rt_runtime_us", runtime, "cpu realtime runtime");
        }
    }

    /// <summary>Any of the three can be refused until another has moved: those are tried again at the end.</summary>
    private static void ApplyBandwidth(CgroupDirectory directory, CpuSpec cpu)
    {
        List<(string File, string Value, string Limit)> wanted = [];
        if (cpu.Period is { } period and not 0)
        {
            wanted.Add((Period, period.ToString(System.Globalization.CultureInfo.InvariantCulture), "cpu period"));
        }

        if (cpu.Quota is { } quota and not 0)
        {
            wanted.Add((Quota, (quota < 0 ? -1 : quota).ToString(System.Globalization.CultureInfo.InvariantCulture), "cpu quota"));
        }

        if (cpu.Burst is { } burst)
        {
            wanted.Add((Burst, burst.ToString(System.Globalization.CultureInfo.InvariantCulture), "cpu burst"));
        }

        wanted.RemoveAll(limit => directory.TryWrite(limit.File, limit.Value) == Errno.None);
        foreach (var (file, value, limit) in wanted)
        {
            directory.Set(file, value, limit);
        }
    }
}
