using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

/// <summary>A line of <c>history</c>: one step of an image's making.</summary>
internal sealed class HistoryRow(JsonElement step, bool truncate, bool human, DateTimeOffset now) : Row
{
    private const int CommandWidth = 45;

    public static readonly FrozenDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["ID"] = "IMAGE", ["CreatedSince"] = "CREATED", ["CreatedAt"] = "CREATED AT", ["CreatedBy"] = "CREATED BY", ["Size"] = "SIZE", ["Comment"] = "COMMENT",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_names = ["Comment", "CreatedAt", "CreatedBy", "CreatedSince", "ID", "Size"];

    public override string TypeName => "*formatter.historyContext";

    public override IReadOnlyList<string> Names => s_names;

    protected override object? Field(string name) => name switch
    {
        "ID" => ShortText.Id(step.Text("Id"), truncate),
        "CreatedAt" => GoTime.WriteRfc3339(Created),
        "CreatedSince" => !human ? GoTime.WriteRfc3339(Created) : step.Number("Created") <= 0 ? string.Empty : ShortText.Ago(now - Created),
        "CreatedBy" => Command(),
        "Size" => human ? ByteSize.Decimal(step.Number("Size"), 3) : step.Number("Size").ToString(CultureInfo.InvariantCulture),
        _ => step.Text("Comment"),
    };

    private DateTimeOffset Created => DateTimeOffset.FromUnixTimeSeconds(step.Number("Created"));

    private string Command()
    {
        var command = step.Text("CreatedBy").Replace('\t', ' ');
        return truncate ? ShortText.Ellipsis(command, CommandWidth) : command;
    }
}
