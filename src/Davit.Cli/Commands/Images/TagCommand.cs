using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Images;

internal sealed class TagCommand : Command
{
    public override string Summary => "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE";

    public override string Usage => "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]";

    public override ArgumentRule Arguments => ArgumentRule.Exactly(2);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var (repository, tag) = ImageName.Split(arguments[1]);
        if (repository.Contains('@', StringComparison.Ordinal))
        {
            throw new CommandException("refusing to create a tag with a digest reference");
        }

        context.Engine.Images.Tag(arguments[0], repository, tag.Length == 0 && !repository.Contains(':', StringComparison.Ordinal) ? "latest" : tag);
        return ExitCodes.Success;
    }
}
