using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Progress;
using Davit.Client.Images;

namespace Davit.Cli.Commands.Images;

internal sealed class ImportCommand : Command
{
    private readonly ListFlag _change = new("change", 'c', "Apply Dockerfile instruction to the created image");
    private readonly StringFlag _message = new("message", 'm', "Set commit message for imported image");
    private readonly StringFlag _platform = new("platform", '\0', "Set platform if server is multi-platform capable");

    public override string Summary => "Import the contents from a tarball to create a filesystem image";

    public override string Usage => "[OPTIONS] file|URL|- [REPOSITORY[:TAG]]";

    public override IEnumerable<Flag> Flags => [_change, _message, _platform];

    public override ArgumentRule Arguments => new(1, 2);

    public override Completion Completes => Completion.Files;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("import -c 'CMD [\"bash\"]' rootfs.tar.gz debian:12", "An image of a root file system")];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var source = arguments[0];
        var isUrl = source.StartsWith("http://", StringComparison.Ordinal) || source.StartsWith("https://", StringComparison.Ordinal);
        using var archive = isUrl ? null : source == "-" ? context.Input : Open(source);
        var (repository, tag) = arguments.Count > 1 ? ImageName.Split(arguments[1]) : (string.Empty, string.Empty);
        using var response = context.Engine.Images.Import(
            new ImportQuery { Source = isUrl ? source : "-", Repository = repository, Tag = tag, Message = _message.Value, Platform = PlatformText.OrDefault(_platform, context), Changes = _change.Values },
            archive);
        new ProgressPrinter(ProgressScreen.Standard(context), context.Time).Print(response.Body);
        return ExitCodes.Success;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"open {path}: no such file or directory");
        }
    }
}
