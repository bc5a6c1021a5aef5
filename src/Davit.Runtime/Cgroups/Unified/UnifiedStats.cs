using System.Globalization;
using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>Reads the counters of version 2.</summary>
internal static class UnifiedStats
{
    private const ulong NanosecondsPerMicrosecond = 1000;

    internal static CgroupStats Read(CgroupDirectory directory) => new()
    {
        Version = 2,
        Cpu = Cpu(directory),
        Memory = directory.TryReadNumber("memory.current") is { } usage ? Memory(directory, usage) : null,
        Pids = directory.TryReadNumber("pids.current") is not null ? PidsFiles.Read(directory) : null,
        BlockIo = directory.TryRead("io.stat") is { } io ? BlockIo(io, Pressure.Parse(directory.TryRead("io.pressure"))) : null,
        Hugetlb = Hugetlb(directory),
        Rdma = Rdma.Parse(directory.TryRead("rdma.current")),
    };

    private static CpuStats Cpu(CgroupDirectory directory)
    {
        // Usage is here even without the cpu controller; throttling is not.
        var values = FlatKeyed.Parse(directory.TryRead("cpu.stat"));
        ulong Nanoseconds(string name) => values.GetValueOrDefault(name) * NanosecondsPerMicrosecond;
        return new CpuStats
        {
            TotalUsage = Nanoseconds("usage_usec"),
            UserUsage = Nanoseconds("user_usec"),
            KernelUsage = Nanoseconds("system_usec"),
            Periods = values.GetValueOrDefault("nr_periods"),
            ThrottledPeriods = values.GetValueOrDefault("nr_throttled"),
            ThrottledTime = Nanoseconds("throttled_usec"),
            Pressure = Pressure.Parse(directory.TryRead("cpu.pressure")),
        };
    }

    private static MemoryStats Memory(CgroupDirectory directory, ulong usage)
    {
        var events = FlatKeyed.Parse(directory.TryRead("memory.events"));
        var swap = directory.TryReadNumber("memory.swap.current");
        return new MemoryStats
        {
            Usage = usage,
            MaxUsage = directory.TryReadNumber("memory.peak") ?? 0,
            Limit = directory.TryReadNumber("memory.max") ?? MemoryStats.Unlimited,
            FailCount = events.GetValueOrDefault("max"),
            SwapUsage = swap,
            SwapLimit = swap is null ? null : directory.TryReadNumber("memory.swap.max") ?? MemoryStats.Unlimited,
            OomKills = events.GetValueOrDefault("oom_kill"),
            Detail = FlatKeyed.Parse(directory.TryRead("memory.stat")),
            Pressure = Pressure.Parse(directory.TryRead("memory.pressure")),
        };
    }

    /// <summary>Lines such as <c>8:16 rbytes=1459200 wbytes=314773504 rios=192 wios=353 dbytes=0 dios=0</c>.</summary>
    internal static BlockIoStats BlockIo(string text, PressureStats? pressure)
    {
        List<BlockIoEntry> bytes = [], operations = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !TryNumber(words[0], out var major) || !TryNumber(words[1], out var minor))
            {
                continue;
            }

            foreach (var pair in words.Skip(2).Select(word => word.Split('=')))
            {
                if (pair is [var key, var number] && TryNumber(number, out var value) && OperationOf(key) is { } operation)
                {
                    (key.EndsWith("bytes", StringComparison.Ordinal) ? bytes : operations).Add(new BlockIoEntry(major, minor, operation, value));
                }
            }
        }

        return new BlockIoStats { ServiceBytes = bytes, Serviced = operations, Pressure = pressure };
    }

    private static string? OperationOf(string key) => key switch
    {
        "rbytes" or "rios" => "read",
        "wbytes" or "wios" => "write",
        "dbytes" or "dios" => "discard",
        _ => null,
    };

    private static Dictionary<string, HugetlbStats> Hugetlb(CgroupDirectory directory)
    {
        var stats = new Dictionary<string, HugetlbStats>(StringComparer.Ordinal);
        foreach (var size in HugePages.Sizes(directory, "current"))
        {
            stats[size] = new HugetlbStats
            {
                Usage = directory.TryReadNumber($"hugetlb.{size}.current") ?? 0,
                FailCount = (ulong)FlatKeyed.Number(directory.TryRead($"hugetlb.{size}.events"), "max"),
            };
        }

        return stats;
    }

    private static bool TryNumber(string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
