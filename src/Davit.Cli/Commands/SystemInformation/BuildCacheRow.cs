using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary>A record of the build cache in <c>system df -v</c>.</summary>
internal sealed class BuildCacheRow(JsonElement record, DateTimeOffset now) : Row
{
    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["ID"] = "CACHE ID", ["CacheType"] = "CACHE TYPE", ["Size"] = "SIZE", ["CreatedSince"] = "CREATED", ["LastUsedSince"] = "LAST USED",
        ["UsageCount"] = "USAGE", ["Shared"] = "SHARED", ["InUse"] = "IN USE", ["Description"] = "DESCRIPTION", ["Parent"] = "PARENT",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names =
        ["CacheType", "CreatedAt", "CreatedSince", "Description", "ID", "InUse", "LastUsedAt", "LastUsedSince", "Parent", "Shared", "Size", "UsageCount"];

    public override string TypeName => "*formatter.buildCacheContext";

    public override IReadOnlyList<string> Names => s_names;

    public static IEnumerable<BuildCacheRow> Make(JsonElement usage, DateTimeOffset now) => usage.Items("BuildCache").Select(record => new BuildCacheRow(record, now));

    protected override object? Field(string name) => name switch
    {
        "ID" => ShortText.Id(record.Text("ID"), truncate: true) + (record.Flag("InUse") ? "*" : string.Empty),
        "CacheType" => record.Text("Type"),
        "CreatedAt" => record.Text("CreatedAt"),
        "CreatedSince" => Since(record.Text("CreatedAt")),
        "LastUsedAt" => record.Text("LastUsedAt"),
        "LastUsedSince" => Since(record.Text("LastUsedAt")),
        "Description" => record.Text("Description"),
        "InUse" => record.Flag("InUse") ? "true" : "false",
        "Parent" => record.Text("Parent"),
        "Shared" => record.Flag("Shared") ? "true" : "false",
        "Size" => ByteSize.Decimal(record.Number("Size"), 3),
        _ => record.Number("UsageCount").ToString(CultureInfo.InvariantCulture),
    };

    private string Since(string time) => GoTime.TryParse(time, out var then) ? ShortText.Ago(now - then) : string.Empty;
}
