using Davit.Api.Containers;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class CreateCommand : Command
{
    private readonly ContainerFlags _flags = new();
    private readonly StringFlag _pull = new("pull", '\0', "Pull image before creating (\"always\", \"missing\", \"never\")", "missing") { Candidates = ["always", "missing", "never"] };

    public override string Summary => "Create a new container";

    public override string Usage => "[OPTIONS] IMAGE [COMMAND] [ARG...]";

    public override IEnumerable<Flag> Flags => [.. _flags.All, _pull];

    public override bool Interspersed => false;

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Images;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("create --name web -p 8080:80 nginx", "A container that 'start web' starts")];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        context.Out.WriteLine(new ContainerCreation(context, _flags, _pull.Value).Create(Request(context, arguments)));
        return ExitCodes.Success;
    }

    /// <summary>What the client finds wrong has docker's status for usage; what the daemon refuses is a failure like any other command's.</summary>
    private ContainerCreateRequest Request(CommandContext context, IReadOnlyList<string> arguments)
    {
        try
        {
            ContainerCreation.CheckPull(_pull.Value);
            return new ContainerRequestBuilder(context, _flags).Build(arguments[0], [.. arguments.Skip(1)]);
        }
        catch (CommandException error)
        {
            throw RunFailure.Word(context, error, CalledAs, ExitCodes.Usage);
        }
    }
}
