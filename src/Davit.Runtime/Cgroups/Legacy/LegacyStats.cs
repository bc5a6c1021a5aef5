using System.Globalization;
using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>Reads the counters of version 1.</summary>
internal static class LegacyStats
{
    /// <summary>"No limit" is the greatest multiple of the page size below 2⁶³ here.</summary>
    private const ulong UnlimitedFrom = 0x7fff_ffff_ffff_0000;

    internal static CgroupStats Read(LegacyCgroup group) => new()
    {
        Version = 1,
        Cpu = group.DirectoryOf("cpuacct") is { } accounting ? Cpu(accounting, group.DirectoryOf("cpu")) : null,
        Memory = group.DirectoryOf("memory") is { } memory ? Memory(memory, group.OomKillCount()) : null,
        Pids = group.DirectoryOf("pids") is { } pids ? PidsFiles.Read(pids) : null,
        BlockIo = group.DirectoryOf("blkio") is { } io ? BlockIo(io) : null,
        Hugetlb = group.DirectoryOf("hugetlb") is { } huge ? Hugetlb(huge) : new Dictionary<string, HugetlbStats>(),
        Rdma = Rdma.Parse(group.DirectoryOf("rdma")?.TryRead("rdma.current")),
    };

    private static CpuStats Cpu(CgroupDirectory accounting, CgroupDirectory? cpu)
    {
        var bandwidth = FlatKeyed.Parse(cpu?.TryRead("cpu.stat"));
        return new CpuStats
        {
            TotalUsage = accounting.TryReadNumber("cpuacct.usage") ?? 0,
            PerCpuUsage = Numbers(accounting.TryRead("cpuacct.usage_percpu")),
            UserUsage = accounting.TryReadNumber("cpuacct.usage_user") ?? 0,
            KernelUsage = accounting.TryReadNumber("cpuacct.usage_sys") ?? 0,
            Periods = bandwidth.GetValueOrDefault("nr_periods"),
            ThrottledPeriods = bandwidth.GetValueOrDefault("nr_throttled"),
            ThrottledTime = bandwidth.GetValueOrDefault("throttled_time"),
        };
    }

    private static MemoryStats Memory(CgroupDirectory memory, long oomKills) => new()
    {
        Usage = memory.TryReadNumber("memory.usage_in_bytes") ?? 0,
        MaxUsage = memory.TryReadNumber("memory.max_usage_in_bytes") ?? 0,
        Limit = Limit(memory.TryReadNumber("memory.limit_in_bytes")),
        FailCount = memory.TryReadNumber("memory.failcnt") ?? 0,
        SwapUsage = memory.TryReadNumber("memory.memsw.usage_in_bytes"),
        SwapLimit = memory.TryReadNumber("memory.memsw.limit_in_bytes") is { } swap ? Limit(swap) : null,
        OomKills = (ulong)oomKills,
        Detail = FlatKeyed.Parse(memory.TryRead("memory.stat")),
    };

    private static ulong Limit(ulong? value) => value is null or >= UnlimitedFrom ? MemoryStats.Unlimited : value.Value;

    /// <summary>BFQ counts what it schedules, the throttling layer everything: the first is preferred where it saw anything.</summary>
    private static BlockIoStats BlockIo(CgroupDirectory io)
    {
        var bytes = Entries(io.TryRead("blkio.bfq.io_service_bytes_recursive"));
        var prefix = bytes.Count > 0 ? "blkio.bfq" : "blkio.throttle";
        IReadOnlyList<BlockIoEntry> Read(string name) => Entries(io.TryRead($"{prefix}.{name}_recursive"));
        return new BlockIoStats
        {
            ServiceBytes = Read("io_service_bytes"),
            Serviced = Read("io_serviced"),
            Queued = Read("io_queued"),
            ServiceTime = Read("io_service_time"),
            WaitTime = Read("io_wait_time"),
            Merged = Read("io_merged"),
            Time = Read("time"),
            Sectors = Read("sectors"),
        };
    }

    /// <summary>Lines such as <c>8:0 Read 4096</c>, or <c>8:0 12</c> where there is no operation; the last line is a sum.</summary>
    internal static IReadOnlyList<BlockIoEntry> Entries(string? text)
    {
        var entries = new List<BlockIoEntry>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 3 or 4 && TryNumber(words[0], out var major) && TryNumber(words[1], out var minor) && TryNumber(words[^1], out var value))
            {
                entries.Add(new BlockIoEntry(major, minor, words.Length == 4 ? words[2] : "", value));
            }
        }

        return entries;
    }

    private static Dictionary<string, HugetlbStats> Hugetlb(CgroupDirectory directory)
    {
        var stats = new Dictionary<string, HugetlbStats>(StringComparer.Ordinal);
        foreach (var size in HugePages.Sizes(directory, "usage_in_bytes"))
        {
            stats[size] = new HugetlbStats
            {
                Usage = directory.TryReadNumber($"hugetlb.{size}.usage_in_bytes") ?? 0,
                MaxUsage = directory.TryReadNumber($"hugetlb.{size}.max_usage_in_bytes") ?? 0,
                FailCount = directory.TryReadNumber($"hugetlb.{size}.failcnt") ?? 0,
            };
        }

        return stats;
    }

    private static List<ulong> Numbers(string? text)
    {
        var numbers = new List<ulong>();
        foreach (var word in (text ?? "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            numbers.Add(TryNumber(word, out var value) ? value : 0);
        }

        return numbers;
    }

    private static bool TryNumber(string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
