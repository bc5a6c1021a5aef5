using System.Collections.Frozen;
using System.Globalization;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Containers;

/// <summary>A line of <c>stats</c>.</summary>
internal sealed class StatsRow(StatsSample sample, bool truncate) : Row
{
    private const string Unknown = "--";

    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["Container"] = "CONTAINER", ["Name"] = "NAME", ["ID"] = "CONTAINER ID", ["CPUPerc"] = "CPU %", ["MemUsage"] = "MEM USAGE / LIMIT",
        ["MemPerc"] = "MEM %", ["NetIO"] = "NET I/O", ["BlockIO"] = "BLOCK I/O", ["PIDs"] = "PIDS",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names = ["BlockIO", "CPUPerc", "Container", "ID", "MemPerc", "MemUsage", "Name", "NetIO", "PIDs"];

    public override string TypeName => "*container.statsContext";

    public override IReadOnlyList<string> Names => s_names;

    protected override object? Field(string name) => name switch
    {
        "Container" => sample.Container,
        "Name" => sample.Name.Length > 0 ? sample.Name : Unknown,
        "ID" => sample.Id.Length > 0 ? ShortText.Id(sample.Id, truncate) : sample.Container,
        _ when !sample.IsKnown => name is "MemUsage" or "NetIO" or "BlockIO" ? "-- / --" : Unknown,
        "CPUPerc" => Percent(sample.ProcessorPercent),
        "MemUsage" => $"{ByteSize.Binary(sample.Memory)} / {ByteSize.Binary(sample.MemoryLimit)}",
        "MemPerc" => Percent(sample.MemoryPercent),
        "NetIO" => $"{ByteSize.Decimal(sample.Received, 3)} / {ByteSize.Decimal(sample.Sent, 3)}",
        "BlockIO" => $"{ByteSize.Decimal(sample.BlockRead, 3)} / {ByteSize.Decimal(sample.BlockWritten, 3)}",
        _ => sample.Processes.ToString(CultureInfo.InvariantCulture),
    };

    private static string Percent(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + "%";
}
