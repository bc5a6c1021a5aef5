using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Progress;

namespace Davit.Cli.Commands.Registries;

internal sealed class PullCommand : Command
{
    private readonly BoolFlag _allTags = new("all-tags", 'a', "Download all tagged images in the repository");
    private readonly BoolFlag _noTrust = ContentTrust.Flag("Skip image verification");
    private readonly StringFlag _platform = PlatformFlag.Make("Set platform if server is multi-platform capable");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Suppress verbose output");

    public override string Summary => "Download an image from a registry";

    public override string Usage => "[OPTIONS] NAME[:TAG|@DIGEST]";

    public override IEnumerable<Flag> Flags => [_allTags, _noTrust, _platform, _quiet];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var image = ImageReference.Parse(arguments[0]);
        if (_allTags.Value && !image.IsNameOnly)
        {
            throw new CommandException("tag can't be used with --all-tags/-a");
        }

        ContentTrust.Refuse(context, _noTrust);
        if (!_allTags.Value && image.IsNameOnly)
        {
            image = image.WithDefaultTag();
            context.Out.Write(_quiet.Value ? string.Empty : $"Using default tag: {image.Tag}\n");
        }

        ImagePull.Run(context, image, PlatformText.OrDefault(_platform, context), _quiet.Value ? ProgressScreen.Silent : ProgressScreen.Standard(context));
        context.Out.WriteLine(image.Full);
        return ExitCodes.Success;
    }
}
