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
        try
        {
            var request = new ContainerRequestBuilder(context, _flags).Build(arguments[0], [.. arguments.Skip(1)]);
            context.Out.WriteLine(new ContainerCreation(context, _flags, _pull.Value).Create(request));
            return ExitCodes.Success;
        }
        catch (Exception error) when (error is EngineApiException or CommandException or EngineUnreachableException)
        {
            throw RunFailure.Word(context, error, CalledAs, ExitCodes.Failure);
        }
    }
}
