using System.Collections.Frozen;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Contexts;

/// <summary>A line of <c>context ls</c>.</summary>
internal sealed class ContextRow(string name, string description, string endpoint, bool current, string error) : Row
{
    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["Name"] = "NAME", ["Description"] = "DESCRIPTION", ["DockerEndpoint"] = "DOCKER ENDPOINT", ["Error"] = "ERROR", ["Current"] = string.Empty,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const int LongestError = 45;

    private static readonly string[] s_names = ["Current", "Description", "DockerEndpoint", "Error", "Name"];

    public string Name => name;

    public override string TypeName => "*formatter.clientContextContext";

    public override IReadOnlyList<string> Names => s_names;

    protected override object? Field(string field) => field switch
    {
        "Name" => name,
        "Description" => description,
        "DockerEndpoint" => endpoint,
        "Current" => current,
        _ => ShortText.Ellipsis(error.Replace('\n', ' '), LongestError),
    };
}
