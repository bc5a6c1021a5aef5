using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Images;

internal sealed class InspectImagesCommand : Command
{
    private readonly StringFlag _format = FormatFlags.Object();
    private readonly StringFlag _platform = new("platform", '\0', "Inspect a specific platform of the multi-platform image.\nIf the image or the server is not multi-platform capable, the command will error out if the platform does not match.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)");

    public override string Summary => "Display detailed information on one or more images";

    public override string Usage => "[OPTIONS] IMAGE [IMAGE...]";

    public override IEnumerable<Flag> Flags => [_format, _platform];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var platform = PlatformText.ToJson(_platform.Value, string.Empty);
        return ObjectInspector.Run(context, arguments, _format.Value, name => (context.Engine.Images.Inspect(name, platform).RootElement, "image"));
    }
}
