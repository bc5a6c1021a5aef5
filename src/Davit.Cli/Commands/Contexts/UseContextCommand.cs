using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;

namespace Davit.Cli.Commands.Contexts;

internal sealed class UseContextCommand : Command
{
    public override string Summary => "Set the current docker context";

    public override string Usage => "CONTEXT";

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.Contexts;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var name = arguments[0];
        if (name != ContextStore.DefaultName && context.Contexts.Find(name) is null)
        {
            throw ContextNames.NotFound(context, name);
        }

        ConfigFile.Change(context.ConfigDirectory, "currentContext", name == ContextStore.DefaultName ? null : name);
        context.Out.WriteLine(name);
        context.Out.Flush();
        context.Error.WriteLine($"Current context is now \"{name}\"");
        if (name != ContextStore.DefaultName && context.Variable("DOCKER_HOST") is not null)
        {
            context.Error.WriteLine($"Warning: DOCKER_HOST environment variable overrides the active context. To use \"{name}\", either set the global --context flag, or unset DOCKER_HOST environment variable.");
        }

        return ExitCodes.Success;
    }
}
