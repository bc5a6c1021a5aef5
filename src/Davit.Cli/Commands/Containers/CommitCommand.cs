using Davit.Cli.CommandLine;
using Davit.Client.Containers;

namespace Davit.Cli.Commands.Containers;

internal sealed class CommitCommand : Command
{
    private readonly StringFlag _author = new("author", 'a', "Author (e.g., \"John Hannibal Smith <hannibal@a-team.com>\")");
    private readonly ListFlag _change = new("change", 'c', "Apply Dockerfile instruction to the created image");
    private readonly StringFlag _message = new("message", 'm', "Commit message");
    private readonly BoolFlag _pause = new("pause", 'p', "Pause container during commit", initial: true);

    public override string Summary => "Create a new image from a container's changes";

    public override string Usage => "[OPTIONS] CONTAINER [REPOSITORY[:TAG]]";

    public override IEnumerable<Flag> Flags => [_author, _change, _message, _pause];

    public override ArgumentRule Arguments => new(1, 2);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var (repository, tag) = arguments.Count > 1 ? ImageName.Split(arguments[1]) : (string.Empty, string.Empty);
        var id = context.Engine.Containers.Commit(arguments[0], new CommitQuery
        {
            Repository = repository,
            Tag = tag,
            Author = _author.Value,
            Message = _message.Value,
            Changes = _change.Values,
            Pause = _pause.Value,
        });
        context.Out.WriteLine(id);
        return ExitCodes.Success;
    }
}
