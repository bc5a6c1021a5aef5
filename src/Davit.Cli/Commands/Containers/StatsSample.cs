using System.Text.Json;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>One measurement, worked out as docker does. Null figures are shown as dashes.</summary>
internal sealed record StatsSample(string Container)
{
    public string Name { get; private init; } = string.Empty;

    public string Id { get; private init; } = string.Empty;

    public bool IsKnown { get; private init; }

    public bool HasProcessor { get; private init; }

    public double ProcessorPercent { get; private init; }

    public double Memory { get; private init; }

    public double MemoryLimit { get; private init; }

    public double MemoryPercent => MemoryLimit > 0 ? Memory / MemoryLimit * 100 : 0;

    public double Received { get; private init; }

    public double Sent { get; private init; }

    public double BlockRead { get; private init; }

    public double BlockWritten { get; private init; }

    public long Processes { get; private init; }

    public static StatsSample None(string container) => new(container);

    public static StatsSample Read(string container, JsonElement stats)
    {
        var (processor, before) = (stats.Member("cpu_stats"), stats.Member("precpu_stats"));
        var memory = stats.Member("memory_stats");
        var block = stats.Member("blkio_stats").Items("io_service_bytes_recursive").ToList();
        var networks = stats.Properties("networks").Select(network => network.Value).ToList();
        return new StatsSample(container)
        {
            IsKnown = true,
            HasProcessor = before.Number("system_cpu_usage") > 0,
            Name = stats.Text("name").TrimStart('/'),
            Id = stats.Text("id"),
            ProcessorPercent = Percent(processor, before),
            Memory = Used(memory),
            MemoryLimit = memory.Number("limit"),
            Received = networks.Sum(network => network.Number("rx_bytes")),
            Sent = networks.Sum(network => network.Number("tx_bytes")),
            BlockRead = block.Where(entry => entry.Text("op").StartsWith('r') || entry.Text("op").StartsWith('R')).Sum(entry => entry.Number("value")),
            BlockWritten = block.Where(entry => entry.Text("op").StartsWith('w') || entry.Text("op").StartsWith('W')).Sum(entry => entry.Number("value")),
            Processes = stats.Member("pids_stats").Number("current"),
        };
    }

    /// <summary>The container's share of all processor time since the sample before, times the number of processors.</summary>
    private static double Percent(JsonElement now, JsonElement before)
    {
        var own = (double)now.Member("cpu_usage").Number("total_usage") - before.Member("cpu_usage").Number("total_usage");
        var all = (double)now.Number("system_cpu_usage") - before.Number("system_cpu_usage");
        var online = now.Number("online_cpus") is > 0 and var count ? count : now.Member("cpu_usage").Items("percpu_usage").Count();
        return own > 0 && all > 0 ? own / all * online * 100 : 0;
    }

    /// <summary>Without the page cache that the kernel would give back first: version 1, then version 2 of cgroups.</summary>
    private static double Used(JsonElement memory)
    {
        var usage = memory.Number("usage");
        var inactive = memory.Member("stats").Number("total_inactive_file") is > 0 and var total && total < usage ? total : memory.Member("stats").Number("inactive_file");
        return inactive < usage ? usage - inactive : usage;
    }
}
