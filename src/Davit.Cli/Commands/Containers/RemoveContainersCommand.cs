using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class RemoveContainersCommand : Command
{
    private readonly BoolFlag _force = new("force", 'f', "Force the removal of a running container (uses SIGKILL)");
    private readonly BoolFlag _link = new("link", 'l', "Remove the specified link");
    private readonly BoolFlag _volumes = new("volumes", 'v', "Remove anonymous volumes associated with the container");

    public override string Summary => "Remove one or more containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override IEnumerable<Flag> Flags => [_force, _link, _volumes];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) => EachArgument.RunParallel(context, arguments, argument =>
    {
        var name = argument.Trim('/');
        if (name.Length == 0)
        {
            throw new EngineApiException(System.Net.HttpStatusCode.BadRequest, "container name cannot be empty");
        }

        try
        {
            context.Engine.Containers.Remove(name, _volumes.Value, _link.Value, _force.Value);
        }
        catch (EngineApiException error) when (_force.Value && error.IsNotFound)
        {
            context.Error.WriteLine($"Error response from daemon: {error.Message}"); // said, but what should be gone is gone
            return null;
        }

        return argument;
    });
}
