using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Images;

internal sealed class SaveCommand : Command
{
    private readonly StringFlag _output = new("output", 'o', "Write to a file, instead of STDOUT") { Completion = Completion.Files };
    private readonly StringFlag _platform = new("platform", '\0', "Save only the given platform variant. Formatted as \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")");

    public override string Summary => "Save one or more images to a tar archive (streamed to STDOUT by default)";

    public override string Usage => "[OPTIONS] IMAGE [IMAGE...]";

    public override IEnumerable<Flag> Flags => [_output, _platform];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        OutputFile.Check(context, _output.Value, "cowardly refusing to save to a terminal. Use the -o flag or redirect");
        using var archive = context.Engine.Images.Save(arguments, PlatformText.ToJson(_platform.Value));
        OutputFile.Write(context, _output.Value, archive.Body, "failed to save image");
        return ExitCodes.Success;
    }
}
