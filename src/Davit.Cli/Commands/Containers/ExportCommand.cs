using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers;

internal sealed class ExportCommand : Command
{
    private readonly StringFlag _output = new("output", 'o', "Write to a file, instead of STDOUT") { Completion = Completion.Files };

    public override string Summary => "Export a container's filesystem as a tar archive";

    public override string Usage => "[OPTIONS] CONTAINER";

    public override IEnumerable<Flag> Flags => [_output];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        OutputFile.Check(context, _output.Value, "cowardly refusing to save to a terminal. Use the -o flag or redirect");
        using var archive = context.Engine.Containers.Export(arguments[0]);
        OutputFile.Write(context, _output.Value, archive.Body, "failed to export container");
        return ExitCodes.Success;
    }
}
