using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

internal sealed class InspectCommand : Command
{
    private static readonly string[] s_kinds = ["container", "image", "network", "volume"];

    private readonly StringFlag _format = FormatFlags.Object();
    private readonly BoolFlag _size = new("size", 's', "Display total file sizes if the type is container");
    private readonly StringFlag _type = new("type", '\0', "Only inspect objects of the given type") { Candidates = s_kinds };

    public override string Summary => "Return low-level information on Docker objects";

    public override string Usage => "[OPTIONS] NAME|ID [NAME|ID...]";

    public override IEnumerable<Flag> Flags => [_format, _size, _type];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Containers;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' web", "The address of a container")];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (_type.Changed && !s_kinds.Contains(_type.Value))
        {
            throw new CommandException(_type.Value.Length == 0 ? "type is empty: must be one of \"config\", \"container\", \"image\", \"network\", \"node\", \"plugin\", \"secret\", \"service\", \"task\", \"volume\"" : $"unknown type: {CommandLine.GoText.Quote(_type.Value)}: must be one of \"config\", \"container\", \"image\", \"network\", \"node\", \"plugin\", \"secret\", \"service\", \"task\", \"volume\"");
        }

        return ObjectInspector.Run(context, arguments, _format.Value, name => _type.Changed ? Fetch(context, _type.Value, name) : FetchAny(context, name));
    }

    private (JsonElement Value, string Kind) FetchAny(CommandContext context, string name)
    {
        foreach (var kind in s_kinds)
        {
            try
            {
                return Fetch(context, kind, name);
            }
            catch (EngineApiException error) when (error.IsNotFound || IsNameRefused(error))
            {
                // perhaps of another kind
            }
        }

        throw new CommandException($"Error: No such object: {name}");
    }

    /// <summary>A name that no object of one kind can have may be fine for another.</summary>
    private static bool IsNameRefused(EngineApiException error) => error.Status == System.Net.HttpStatusCode.BadRequest || error.Message.Contains("reference format", StringComparison.Ordinal);

    private (JsonElement Value, string Kind) Fetch(CommandContext context, string kind, string name) => kind switch
    {
        "container" => (context.Engine.Containers.Inspect(name, _size.Value).RootElement, kind),
        "image" => (context.Engine.Images.Inspect(name).RootElement, kind),
        "network" => (context.Engine.Networks.Inspect(name, verbose: false).RootElement, kind),
        _ => (context.Engine.Volumes.Inspect(name).RootElement, kind),
    };
}
