using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Progress;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

internal sealed class LoadCommand : Command
{
    private readonly StringFlag _input = new("input", 'i', "Read from tar archive file, instead of STDIN") { Completion = Completion.Files };
    private readonly StringFlag _platform = new("platform", '\0', "Load only the given platform variant. Formatted as \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Suppress the load output");

    public override string Summary => "Load an image from a tar archive or STDIN";

    public override string Usage => "[OPTIONS]";

    public override string Details => "Archives of 'save' and OCI image layouts, plain or compressed with gzip or zstd.";

    public override IEnumerable<Flag> Flags => [_input, _platform, _quiet];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var archive = Open(context);
        var quiet = _quiet.Value || !context.Terminal.OutputIsTerminal;
        using var response = context.Engine.Images.Load(archive, quiet, PlatformText.ToJson(_platform.Value));
        new ProgressPrinter(ProgressScreen.Standard(context), context.Time).Print(response.Body);
        return ExitCodes.Success;
    }

    private Stream Open(CommandContext context)
    {
        if (_input.Value.Length == 0)
        {
            return context.Terminal.InputIsTerminal ? throw new CommandException("requested load from stdin, but stdin is empty") : context.Input;
        }

        try
        {
            return new FileStream(_input.Value, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"open {_input.Value}: no such file or directory");
        }
    }
}
