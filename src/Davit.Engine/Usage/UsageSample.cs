using System.Globalization;
using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Oci.Stats;

namespace Davit.Engine.Usage;

/// <summary>A sample in docker's terms, from the kernel's counters.</summary>
internal static class UsageSample
{
    public static ContainerUsage Of(ContainerUsage start, CgroupStats stats, ContainerUsage? before, int pid, HostConfig host, EngineCore core) => start with
    {
        Running = true,
        Read = core.Now,
        Cpu = Cpu(stats, core.Host),
        PreCpu = before?.Cpu ?? new CpuUsage(),
        Memory = Memory(stats, core.Host),
        PidsCurrent = stats.Pids?.Current ?? 0,
        PidsLimit = stats.Pids?.Limit ?? 0,
        IoServiceBytes = Entries(stats.BlockIo?.ServiceBytes),
        IoServiced = Entries(stats.BlockIo?.Serviced),
        Networks = ModeParser.IsHost(host.NetworkMode) ? new Dictionary<string, InterfaceUsage>() : Interfaces(pid),
    };

    private static CpuUsage Cpu(CgroupStats stats, HostFacts host)
    {
        var cpu = stats.Cpu ?? new CpuStats();
        return new CpuUsage
        {
            Total = cpu.TotalUsage,
            PerCpu = stats.Version == 1 && cpu.PerCpuUsage.Count > 0 ? cpu.PerCpuUsage : null,
            Kernel = cpu.KernelUsage,
            User = cpu.UserUsage,
            System = SystemCpu(),
            OnlineCpus = (uint)host.Cpus,
            Periods = cpu.Periods,
            ThrottledPeriods = cpu.ThrottledPeriods,
            ThrottledTime = cpu.ThrottledTime,
        };
    }

    private static MemoryUsage Memory(CgroupStats stats, HostFacts host)
    {
        var memory = stats.Memory ?? new MemoryStats();
        return new MemoryUsage
        {
            Usage = memory.Usage,
            MaxUsage = stats.Version == 1 ? memory.MaxUsage : null,
            FailCount = stats.Version == 1 ? memory.FailCount : null,
            Limit = memory.Limit > (ulong)host.MemoryTotal ? (ulong)host.MemoryTotal : memory.Limit,
            Stats = memory.Detail,
        };
    }

    /// <summary>Time of all processors together since boot, from the first line of proc_stat(5), in nanoseconds.</summary>
    private static ulong SystemCpu()
    {
        const ulong NanosecondsPerTick = 10_000_000; // USER_HZ is 100 on every architecture that .NET runs on
        const int Counted = 7; // user nice system idle iowait irq softirq, as docker counts
        using var reader = new StreamReader("/proc/stat");
        var fields = (reader.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ulong ticks = 0;
        foreach (var field in fields.Skip(1).Take(Counted))
        {
            ticks += ulong.Parse(field, CultureInfo.InvariantCulture);
        }

        return ticks * NanosecondsPerTick;
    }

    private static List<Containers.BlockIoEntry> Entries(IReadOnlyList<Davit.Oci.Stats.BlockIoEntry>? entries) =>
        [.. (entries ?? []).Select(entry => new Containers.BlockIoEntry(entry.Major, entry.Minor, entry.Operation, entry.Value))];

    /// <summary>The counters of the container's own interfaces, as its init sees them (proc_pid_net(5)).</summary>
    private static Dictionary<string, InterfaceUsage> Interfaces(int pid)
    {
        var interfaces = new Dictionary<string, InterfaceUsage>(StringComparer.Ordinal);
        var text = HostFactsReader.Text(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/net/dev"));
        foreach (var line in text.Split('\n').Skip(2))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? "" : line[..colon].Trim();
            var fields = colon < 0 ? [] : line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 12 && name is not ("" or "lo"))
            {
                interfaces[name] = Interface(fields);
            }
        }

        return interfaces;
    }

    private static InterfaceUsage Interface(string[] fields) => new()
    {
        RxBytes = Number(fields[0]),
        RxPackets = Number(fields[1]),
        RxErrors = Number(fields[2]),
        RxDropped = Number(fields[3]),
        TxBytes = Number(fields[8]),
        TxPackets = Number(fields[9]),
        TxErrors = Number(fields[10]),
        TxDropped = Number(fields[11]),
    };

    private static ulong Number(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
