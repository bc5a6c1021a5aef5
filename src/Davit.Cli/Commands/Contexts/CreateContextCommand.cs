using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Contexts;

internal sealed class CreateContextCommand : Command
{
    private readonly StringFlag _description = new("description", '\0', "Description of the context");
    private readonly StringFlag _docker = new("docker", '\0', "set the docker endpoint", typeName: "stringToString");
    private readonly StringFlag _from = new("from", '\0', "create context from a named context") { Completion = Completion.Contexts };

    public override string Summary => "Create a context";

    public override string Usage => "[OPTIONS] CONTEXT";

    public override string Details => """
        Docker endpoint config:

        NAME                DESCRIPTION
        from                Copy named context's Docker endpoint configuration
        host                Docker endpoint on which to connect
        ca                  Trust certs signed only by this CA
        cert                Path to TLS certificate file
        key                 Path to TLS key file
        skip-tls-verify     Skip TLS certificate validation
        """;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("context create far --docker \"host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file\"", "A daemon on another machine")];

    public override IEnumerable<Flag> Flags => [_description, _docker, _from];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var name = arguments[0];
        ContextNames.CheckNew(name);
        if (context.Contexts.Find(name) is not null)
        {
            throw new CommandException($"context {GoText.Quote(name)} already exists");
        }

        var endpoint = ContextEndpoint.Parse(context, _docker.Value.Length > 0 ? _docker.Value : _from.Value.Length > 0 ? $"from={_from.Value}" : string.Empty);
        context.Contexts.Save(name, _description.Value, endpoint.Host, endpoint.SkipVerify);
        context.Contexts.SaveTls(name, endpoint.Certificates);
        context.Out.WriteLine(name);
        context.Out.Flush();
        context.Error.WriteLine($"Successfully created context \"{name}\"");
        return ExitCodes.Success;
    }
}
