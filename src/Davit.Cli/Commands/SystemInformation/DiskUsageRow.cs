using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary>A line of <c>system df</c>: one kind of thing.</summary>
internal sealed class DiskUsageRow(string type, int total, int active, long size, string reclaimable) : Row
{
    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["Type"] = "TYPE", ["TotalCount"] = "TOTAL", ["Active"] = "ACTIVE", ["Size"] = "SIZE", ["Reclaimable"] = "RECLAIMABLE",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names = ["Active", "Reclaimable", "Size", "TotalCount", "Type"];

    public override string TypeName => "*formatter.diskUsageContext";

    public override IReadOnlyList<string> Names => s_names;

    public static IEnumerable<DiskUsageRow> Make(JsonElement usage)
    {
        yield return Images(usage);
        yield return Containers(usage);
        yield return Volumes(usage);
        yield return BuildCache(usage);
    }

    public static long CacheSize(JsonElement usage) => usage.Items("BuildCache").Where(record => !record.Flag("Shared")).Sum(record => record.Number("Size"));

    protected override object? Field(string name) => name switch
    {
        "Type" => type,
        "TotalCount" => total.ToString(CultureInfo.InvariantCulture),
        "Active" => active.ToString(CultureInfo.InvariantCulture),
        "Size" => ByteSize.Decimal(size),
        _ => reclaimable,
    };

    private static DiskUsageRow Images(JsonElement usage)
    {
        var images = usage.Items("Images").ToList();
        var size = usage.Number("LayersSize");
        var used = images.Where(image => image.Number("Containers") != 0 && image.Number("Size") >= 0).Sum(image => image.Number("Size") - Math.Max(image.Number("SharedSize"), 0));
        return new("Images", images.Count, images.Count(image => image.Number("Containers") > 0), size, Part(size - used, size));
    }

    private static DiskUsageRow Containers(JsonElement usage)
    {
        var containers = usage.Items("Containers").ToList();
        var size = containers.Sum(container => container.Number("SizeRw"));
        var idle = containers.Where(container => !IsActive(container)).Sum(container => container.Number("SizeRw"));
        return new("Containers", containers.Count, containers.Count(IsActive), size, Part(idle, size));
    }

    private static DiskUsageRow Volumes(JsonElement usage)
    {
        var volumes = usage.Items("Volumes").ToList();
        var size = volumes.Sum(volume => Math.Max(volume.Member("UsageData").Number("Size"), 0));
        var idle = volumes.Where(volume => volume.Member("UsageData").Number("RefCount") == 0).Sum(volume => Math.Max(volume.Member("UsageData").Number("Size"), 0));
        return new("Local Volumes", volumes.Count, volumes.Count(volume => volume.Member("UsageData").Number("RefCount") > 0), size, Part(idle, size));
    }

    private static DiskUsageRow BuildCache(JsonElement usage)
    {
        var records = usage.Items("BuildCache").ToList();
        var idle = records.Where(record => !record.Flag("InUse") && !record.Flag("Shared")).Sum(record => record.Number("Size"));
        return new("Build Cache", records.Count, records.Count(record => record.Flag("InUse")), CacheSize(usage), ByteSize.Decimal(idle));
    }

    private static bool IsActive(JsonElement container) => container.Text("State").ToLowerInvariant() is "running" or "paused" or "restarting";

    private static string Part(long reclaimable, long size) => size > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{ByteSize.Decimal(Math.Max(reclaimable, 0))} ({Math.Max(reclaimable, 0) * 100 / size}%)")
        : ByteSize.Decimal(Math.Max(reclaimable, 0));
}
