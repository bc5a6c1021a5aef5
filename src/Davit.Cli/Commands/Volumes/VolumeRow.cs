using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Volumes;

/// <summary>A line of <c>volume ls</c>.</summary>
internal sealed class VolumeRow(JsonElement volume) : Row
{
    private const string Unknown = "N/A";

    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["Name"] = "VOLUME NAME", ["Driver"] = "DRIVER", ["Scope"] = "SCOPE", ["Availability"] = "AVAILABILITY", ["Mountpoint"] = "MOUNTPOINT",
        ["Labels"] = "LABELS", ["Links"] = "LINKS", ["Size"] = "SIZE", ["Group"] = "GROUP", ["Status"] = "STATUS",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names = ["Availability", "Driver", "Group", "Labels", "Links", "Mountpoint", "Name", "Scope", "Size", "Status"];

    public override string TypeName => "*formatter.volumeContext";

    public override IReadOnlyList<string> Names => s_names;

    public override bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = name == "Label" && arguments is [string label] ? volume.Member("Labels").Text(label) : null;
        return value is not null;
    }

    protected override object? Field(string name) => name switch
    {
        "Name" => volume.Text("Name"),
        "Driver" => volume.Text("Driver"),
        "Scope" => volume.Text("Scope"),
        "Mountpoint" => volume.Text("Mountpoint"),
        "Labels" => ShortText.Pairs(volume.Properties("Labels")),
        "Links" => volume.Member("UsageData").IsObject ? volume.Member("UsageData").Number("RefCount").ToString(CultureInfo.InvariantCulture) : Unknown,
        "Size" => volume.Member("UsageData").IsObject ? ByteSize.Decimal(volume.Member("UsageData").Number("Size")) : Unknown,
        _ => Unknown,
    };
}
