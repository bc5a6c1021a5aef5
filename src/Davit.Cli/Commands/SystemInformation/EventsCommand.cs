using System.Globalization;
using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Cli.Templates;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

internal sealed class EventsCommand : Command
{
    private readonly ListFlag _filter = FilterFlags.Make();
    private readonly StringFlag _format = FormatFlags.Object('\0');
    private readonly StringFlag _since = new("since", '\0', "Show all events created since timestamp");
    private readonly StringFlag _until = new("until", '\0', "Stream events until this timestamp");

    public override string Summary => "Get real time events from the server";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_filter, _format, _since, _until];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var template = MakeTemplate();
        var (since, until) = (TimeArgument.Read(context, _since.Value, "since"), TimeArgument.Read(context, _until.Value, "until"));
        using var response = context.Engine.System.Events(since, until, FilterFlags.Read(_filter));
        foreach (var document in JsonStream.Read(response.Body))
        {
            using (document)
            {
                context.Out.WriteLine(template is null ? Describe(document.RootElement) : Execute(template, document.RootElement));
                context.Out.Flush();
            }
        }

        return ExitCodes.Success;
    }

    private Template? MakeTemplate()
    {
        if (_format.Value.Length == 0)
        {
            return null;
        }

        try
        {
            return Template.Parse(_format.Value == "json" ? "{{json .}}" : _format.Value);
        }
        catch (TemplateException error)
        {
            throw new CommandException($"Error parsing format: {error.Message}", 64);
        }
    }

    private static string Execute(Template template, JsonElement item)
    {
        try
        {
            return template.Execute(EventFields.Read(item));
        }
        catch (TemplateException error)
        {
            throw new CommandException(error.Message);
        }
    }

    private static string Describe(JsonElement item)
    {
        var nanoseconds = item.Number("timeNano") is not 0 and var exact ? exact : item.Number("time") * 1_000_000_000;
        var actor = item.Member("Actor");
        var attributes = actor.Properties("Attributes").OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name}={pair.Value}").ToList();
        var suffix = attributes.Count == 0 ? string.Empty : $" ({string.Join(", ", attributes)})";
        return string.Create(CultureInfo.InvariantCulture, $"{GoTime.WriteNano(nanoseconds)} {item.Text("Type")} {item.Text("Action")} {actor.Text("ID")}{suffix}");
    }
}
