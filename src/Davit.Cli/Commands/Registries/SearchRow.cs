using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Registries;

/// <summary>A line of <c>search</c>: one repository.</summary>
internal sealed class SearchRow(JsonElement hit, bool truncate) : Row
{
    private const int DescriptionWidth = 45;

    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["Name"] = "NAME", ["Description"] = "DESCRIPTION", ["StarCount"] = "STARS", ["IsOfficial"] = "OFFICIAL", ["IsAutomated"] = "AUTOMATED",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names = ["Description", "IsAutomated", "IsOfficial", "Name", "StarCount"];

    public override string TypeName => "*formatter.searchContext";

    public override IReadOnlyList<string> Names => s_names;

    protected override object? Field(string name) => name switch
    {
        "Name" => hit.Text("name"),
        "Description" => Description(),
        "StarCount" => hit.Number("star_count").ToString(CultureInfo.InvariantCulture),
        "IsOfficial" => Mark("is_official"),
        _ => Mark("is_automated"),
    };

    private string Description()
    {
        var text = hit.Text("description").Replace('\n', ' ').Replace('\r', ' ');
        return truncate ? ShortText.Ellipsis(text, DescriptionWidth) : text;
    }

    private string Mark(string member) => hit.Flag(member) ? "[OK]" : string.Empty;
}
