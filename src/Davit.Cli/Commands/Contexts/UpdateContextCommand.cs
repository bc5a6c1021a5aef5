using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Contexts;

internal sealed class UpdateContextCommand : Command
{
    private readonly StringFlag _description = new("description", '\0', "Description of the context");
    private readonly StringFlag _docker = new("docker", '\0', "set the docker endpoint", typeName: "stringToString");

    public override string Summary => "Update a context";

    public override string Usage => "[OPTIONS] CONTEXT";

    public override IEnumerable<Flag> Flags => [_description, _docker];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.Contexts;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var name = arguments[0];
        ContextNames.CheckNew(name);
        var before = context.Contexts.Find(name) ?? throw ContextNames.NotFound(context, name);
        var endpoint = _docker.Changed ? ContextEndpoint.Parse(context, _docker.Value) : null;
        context.Contexts.Save(name, _description.Changed ? _description.Value : before.Description, endpoint?.Host ?? before.Host, endpoint?.SkipVerify ?? before.SkipTlsVerify);
        context.Contexts.SaveTls(name, endpoint?.Certificates ?? []);
        context.Out.WriteLine(name);
        context.Out.Flush();
        context.Error.WriteLine($"Successfully updated context \"{name}\"");
        return ExitCodes.Success;
    }
}
