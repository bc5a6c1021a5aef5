using Davit.Cli.Archives;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Containers;

internal sealed class CopyCommand : Command
{
    private readonly BoolFlag _archive = new("archive", 'a', "Archive mode (copy all uid/gid information)");
    private readonly BoolFlag _followLink = new("follow-link", 'L', "Always follow symbol link in SRC_PATH");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached");

    public override string Summary => "Copy files/folders between a container and the local filesystem";

    public override string Usage => "[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n[OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH";

    public override string Details => """
        Use '-' as the source to read a tar archive from stdin
        and extract it to a directory destination in a container.
        Use '-' as the destination to stream a tar archive of a
        container source to stdout.
        """;

    public override IEnumerable<Flag> Flags => [_archive, _followLink, _quiet];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(2);

    public override Completion Completes => Completion.Files;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (arguments[0].Length == 0 || arguments[1].Length == 0)
        {
            throw new CommandException(arguments[0].Length == 0 ? "source can not be empty" : "destination can not be empty");
        }

        var (from, source) = CopyPath.Split(arguments[0]);
        var (to, destination) = CopyPath.Split(arguments[1]);
        var size = (from.Length > 0, to.Length > 0) switch
        {
            (true, true) => throw new CommandException("copying between containers is not supported"),
            (false, false) => throw new CommandException("must specify at least one container source"),
            (true, false) => new CopyFromContainer(context, from, _archive.Value, _followLink.Value).Run(source, destination),
            _ => new CopyToContainer(context, to, _archive.Value, _followLink.Value).Run(source, destination),
        };
        if (!_quiet.Value && context.Terminal.ErrorIsTerminal && destination != "-" && source != "-")
        {
            context.Error.WriteLine($"Successfully copied {ByteSize.Decimal(size, 3)} to {arguments[1]}");
        }

        return ExitCodes.Success;
    }
}
