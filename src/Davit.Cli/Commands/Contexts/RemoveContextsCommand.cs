using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;

namespace Davit.Cli.Commands.Contexts;

internal sealed class RemoveContextsCommand : Command
{
    private readonly BoolFlag _force = new("force", 'f', "Force the removal of a context in use");

    public override string Summary => "Remove one or more contexts";

    public override string Usage => "CONTEXT [CONTEXT...]";

    public override IEnumerable<Flag> Flags => [_force];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Contexts;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var errors = new List<string>();
        foreach (var name in arguments)
        {
            if (Problem(context, name) is { } problem)
            {
                errors.Add(problem);
                continue;
            }

            if (context.Contexts.Find(name) is not null)
            {
                context.Contexts.Remove(name);
                context.Out.WriteLine(name);
            }
        }

        return errors.Count == 0 ? ExitCodes.Success : throw new CommandException(string.Join('\n', errors));
    }

    private string? Problem(CommandContext context, string name)
    {
        if (name == ContextStore.DefaultName)
        {
            return "context \"default\" cannot be removed";
        }

        if (context.Contexts.Find(name) is null)
        {
            return _force.Value ? null : $"context {GoText.Quote(name)} does not exist";
        }

        if (name != EndpointResolver.CurrentContext(context))
        {
            return null;
        }

        if (!_force.Value)
        {
            return $"context {GoText.Quote(name)} is in use, set -f flag to force remove";
        }

        ConfigFile.Change(context.ConfigDirectory, "currentContext", null);
        return null;
    }
}
