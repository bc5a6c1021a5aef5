using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Contexts;

internal sealed class ListContextsCommand : Command
{
    private readonly StringFlag _format = FormatFlags.List();
    private readonly BoolFlag _quiet = new("quiet", 'q', "Only show context names");

    public override string Summary => "List contexts";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_format, _quiet];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var current = EndpointResolver.CurrentContext(context);
        var rows = context.Contexts.List().Select(stored => new ContextRow(stored.Name, stored.Description, stored.Host, stored.Name == current, string.Empty)).ToList();
        rows.Insert(0, new ContextRow(ContextStore.DefaultName, "Current DOCKER_HOST based configuration", EndpointResolver.DefaultHost(context), current == ContextStore.DefaultName, string.Empty));
        if (rows.All(row => row.Name != current))
        {
            rows.Add(new ContextRow(current, string.Empty, string.Empty, true, $"context \"{current}\": context not found"));
        }

        var writer = ListWriter.Create(_quiet.Value ? "{{.Name}}" : _format.Value, @"{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}");
        writer.Write(context.Out, rows.OrderBy(row => row.Name, NaturalOrder.Instance), ContextRow.Headings);
        if (!_quiet.Value && (context.Variable("DAVIT_HOST") ?? context.Variable("DOCKER_HOST")) is not null)
        {
            context.Out.Flush();
            context.Error.WriteLine("Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.");
        }

        return ExitCodes.Success;
    }
}
