using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Later;

/// <summary>A command of docker's that this version has not; it says so instead of "unknown command".</summary>
internal sealed class LaterCommand : Command
{
    public static readonly string[] Names =
    [
        "build", "builder", "buildx", "checkpoint", "compose", "config", "node", "plugin", "secret", "service", "stack", "swarm", "trust",
        "image build", "volume update", "context export", "context import", "completion powershell",
    ];

    public override string Summary => "Comes with a later version";

    public override string Usage => "[ARG...]";

    public override bool Interspersed => false;

    public override ArgumentRule Arguments => ArgumentRule.Any;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) =>
        throw new CommandException($"{context.ProgramName}: '{context.ProgramName} {CalledAs}' comes with a later version of davit{Hint(context)}");

    private string Hint(CommandContext context) => CalledAs switch
    {
        "build" or "image build" or "buildx" or "builder" => $"; '{context.ProgramName} commit' and '{context.ProgramName} import --change' make images",
        _ => string.Empty,
    };
}
