using System.Collections.Frozen;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Networks;

/// <summary>A line of <c>network ls</c>.</summary>
internal sealed class NetworkRow(JsonElement network, bool truncate) : Row
{
    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["ID"] = "NETWORK ID", ["Name"] = "NAME", ["Driver"] = "DRIVER", ["Scope"] = "SCOPE", ["IPv4"] = "IPV4", ["IPv6"] = "IPV6",
        ["Internal"] = "INTERNAL", ["Labels"] = "LABELS", ["CreatedAt"] = "CREATED AT",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names = ["CreatedAt", "Driver", "ID", "IPv4", "IPv6", "Internal", "Labels", "Name", "Scope"];

    public override string TypeName => "*network.networkContext";

    public override IReadOnlyList<string> Names => s_names;

    public override bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = name == "Label" && arguments is [string label] ? network.Member("Labels").Text(label) : null;
        return value is not null;
    }

    protected override object? Field(string name) => name switch
    {
        "ID" => ShortText.Id(network.Text("Id"), truncate),
        "Name" => network.Text("Name"),
        "Driver" => network.Text("Driver"),
        "Scope" => network.Text("Scope"),
        "IPv4" => network.Flag("EnableIPv4") ? "true" : "false",
        "IPv6" => network.Flag("EnableIPv6") ? "true" : "false",
        "Internal" => network.Flag("Internal") ? "true" : "false",
        "Labels" => ShortText.Pairs(network.Properties("Labels")),
        _ => GoTime.WriteExact(network.Text("Created")),
    };
}
