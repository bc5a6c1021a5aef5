using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

internal sealed class RemoveImagesCommand : Command
{
    private readonly BoolFlag _force = new("force", 'f', "Force removal of the image");
    private readonly BoolFlag _noPrune = new("no-prune", '\0', "Do not delete untagged parents");
    private readonly ListFlag _platform = new("platform", '\0', "Remove only the given platform variant. Formatted as \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")", "strings") { CommaSeparated = true };

    public override string Summary => "Remove one or more images";

    public override string Usage => "[OPTIONS] IMAGE [IMAGE...]";

    public override IEnumerable<Flag> Flags => [_force, _noPrune, _platform];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var platforms = _platform.Values.Select(platform => PlatformText.ToJson(platform, string.Empty)).ToList();
        var status = ExitCodes.Success;
        foreach (var name in arguments)
        {
            try
            {
                using var removed = context.Engine.Images.Remove(name, _force.Value, _noPrune.Value, platforms);
                ImageRemoval.Write(context, removed.RootElement);
            }
            catch (EngineApiException error)
            {
                context.Out.Flush();
                context.Error.WriteLine($"Error response from daemon: {error.Message}");
                status = _force.Value && error.IsNotFound ? status : ExitCodes.Failure;
            }
        }

        return status;
    }
}
