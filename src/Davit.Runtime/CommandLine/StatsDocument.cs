using System.Buffers;
using System.Text.Json;
using Davit.Oci.Stats;

namespace Davit.Runtime.CommandLine;

/// <summary>Events in runc's JSON (types/events.go of runc names the members).</summary>
internal static class StatsDocument
{
    public static ReadOnlySpan<byte> OutOfMemory(string id) => Line(id, "oom", static (_, _) => { }, new CgroupStats { Version = 1 });

    public static ReadOnlySpan<byte> Stats(string id, CgroupStats stats) => Line(id, "stats", WriteData, stats);

    private static ReadOnlySpan<byte> Line(string id, string type, Action<Utf8JsonWriter, CgroupStats> data, CgroupStats stats)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("id", id);
            data(json, stats);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteData(Utf8JsonWriter json, CgroupStats stats)
    {
        json.WriteStartObject("data");
        WriteCpu(json, stats.Cpu ?? new CpuStats());
        WriteMemory(json, stats.Memory ?? new MemoryStats());
        json.WriteStartObject("pids");
        json.WriteNumber("current", stats.Pids?.Current ?? 0);
        json.WriteNumber("limit", stats.Pids?.Limit ?? 0);
        json.WriteEndObject();
        WriteBlockIo(json, stats.BlockIo ?? new BlockIoStats());
        json.WriteStartObject("hugetlb");
        foreach (var (size, pages) in stats.Hugetlb)
        {
            json.WriteStartObject(size);
            json.WriteNumber("usage", pages.Usage);
            json.WriteNumber("max", pages.MaxUsage);
            json.WriteNumber("failcnt", pages.FailCount);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCpu(Utf8JsonWriter json, CpuStats cpu)
    {
        json.WriteStartObject("cpu");
        json.WriteStartObject("usage");
        json.WriteNumber("total", cpu.TotalUsage);
        json.WriteStartArray("percpu");
        foreach (var time in cpu.PerCpuUsage)
        {
            json.WriteNumberValue(time);
        }

        json.WriteEndArray();
        json.WriteNumber("kernel", cpu.KernelUsage);
        json.WriteNumber("user", cpu.UserUsage);
        json.WriteEndObject();
        json.WriteStartObject("throttling");
        json.WriteNumber("periods", cpu.Periods);
        json.WriteNumber("throttledPeriods", cpu.ThrottledPeriods);
        json.WriteNumber("throttledTime", cpu.ThrottledTime);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMemory(Utf8JsonWriter json, MemoryStats memory)
    {
        json.WriteStartObject("memory");
        json.WriteNumber("cache", memory.Detail.GetValueOrDefault("cache", memory.Detail.GetValueOrDefault("file")));
        WriteMemoryEntry(json, "usage", memory.Limit, memory.Usage, memory.MaxUsage, memory.FailCount);
        WriteMemoryEntry(json, "swap", memory.SwapLimit ?? 0, memory.SwapUsage ?? 0, 0, 0);
        json.WriteStartObject("raw");
        foreach (var (name, value) in memory.Detail)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMemoryEntry(Utf8JsonWriter json, string name, ulong limit, ulong usage, ulong max, ulong failures)
    {
        json.WriteStartObject(name);
        json.WriteNumber("limit", limit);
        json.WriteNumber("usage", usage);
        json.WriteNumber("max", max);
        json.WriteNumber("failcnt", failures);
        json.WriteEndObject();
    }

    private static void WriteBlockIo(Utf8JsonWriter json, BlockIoStats stats)
    {
        json.WriteStartObject("blkio");
        WriteEntries(json, "ioServiceBytesRecursive", stats.ServiceBytes);
        WriteEntries(json, "ioServicedRecursive", stats.Serviced);
        WriteEntries(json, "ioQueueRecursive", stats.Queued);
        WriteEntries(json, "ioServiceTimeRecursive", stats.ServiceTime);
        WriteEntries(json, "ioWaitTimeRecursive", stats.WaitTime);
        WriteEntries(json, "ioMergedRecursive", stats.Merged);
        WriteEntries(json, "ioTimeRecursive", stats.Time);
        WriteEntries(json, "sectorsRecursive", stats.Sectors);
        json.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter json, string name, IReadOnlyList<BlockIoEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteNumber("major", entry.Major);
            json.WriteNumber("minor", entry.Minor);
            json.WriteString("op", entry.Operation);
            json.WriteNumber("value", entry.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
