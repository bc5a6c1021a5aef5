using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Progress;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Registries;

internal sealed class PushCommand : Command
{
    private const string OnePlatformOnly = """
        Using --platform pushes only the specified platform manifest of a multi-platform image index.
        Other components, like attestations, will not be included.
        To push the complete multi-platform image, remove the --platform flag.

        """;

    private const string Missing =
        "You're trying to push a manifest list/index which \n\t\t\t\treferences multiple platform specific manifests, but not all of them are available locally\n"
        + "\t\t\t\tor available to the remote repository.\n\n\t\t\t\tMake sure you have all the referenced content and try again.\n\n"
        + "\t\t\t\tYou can also push only a single platform specific manifest directly by specifying the platform you want to push with the --platform flag.";

    private readonly BoolFlag _allTags = new("all-tags", 'a', "Push all tags of an image to the repository");
    private readonly BoolFlag _noTrust = ContentTrust.Flag("Skip image signing");
    private readonly StringFlag _platform = PlatformFlag.Make("Push a platform-specific manifest as a single-platform image to the registry.\nImage index won't be pushed, meaning that other manifests, including attestations won't be preserved.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Suppress verbose output");
    private readonly List<string> _notes = [];

    public override string Summary => "Upload an image to a registry";

    public override string Usage => "[OPTIONS] NAME[:TAG]";

    public override IEnumerable<Flag> Flags => [_allTags, _noTrust, _platform, _quiet];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var platform = Platform(context);
        var image = Reference(context, arguments[0]);
        ContentTrust.Refuse(context, _noTrust);
        context.Out.Flush();
        using var response = RegistryAccess.Send(context, image.Domain, "push", header => context.Engine.Images.Push(image.FamiliarName, image.Tag, platform, header));
        try
        {
            new ProgressPrinter(_quiet.Value ? ProgressScreen.Silent : ProgressScreen.Standard(context), context.Time) { OnResult = Remember }.Print(response.Body);
            context.Out.Write(_quiet.Value ? image.Full + "\n" : string.Empty);
        }
        finally
        {
            _notes.ForEach(note => WriteNote(context, note));
        }

        return ExitCodes.Success;
    }

    private string Platform(CommandContext context)
    {
        if (_platform.Value.Length == 0)
        {
            return string.Empty;
        }

        var platform = PlatformText.ToJson(_platform.Value, $"Invalid platform {_platform.Value}");
        WriteNote(context, OnePlatformOnly);
        return platform;
    }

    private ImageReference Reference(CommandContext context, string name)
    {
        var image = ImageReference.Parse(name);
        if (_allTags.Value && !image.IsNameOnly)
        {
            throw new CommandException("tag can't be used with --all-tags/-a");
        }

        if (image.Digest.Length > 0)
        {
            throw new CommandException("cannot push a digest reference");
        }

        if (!_allTags.Value && image.IsNameOnly)
        {
            image = image.WithDefaultTag();
            context.Out.Write(_quiet.Value ? string.Empty : $"Using default tag: {image.Tag}\n");
        }

        return image;
    }

    /// <summary>On a terminal, docker makes the names of flags in these remarks bold.</summary>
    private static void WriteNote(CommandContext context, string note)
    {
        var isTerminal = context.Terminal.OutputIsTerminal;
        Note.Write(context.Out, isTerminal, isTerminal ? note.Replace("--platform", Ansi.Apply(Ansi.Bold, "--platform"), StringComparison.Ordinal) : note);
    }

    private void Remember(JsonElement result)
    {
        if (result.Flag("manifestPushedInsteadOfIndex"))
        {
            var (original, selected) = (result.Member("originalIndex").Text("digest"), result.Member("selectedManifest").Text("digest"));
            _notes.Add($"Not all multiplatform-content is present and only the available single-platform image was pushed\n{Ansi.Apply(Ansi.Red, original)} -> {Ansi.Apply(Ansi.Green, selected)}");
        }

        if (result.Flag("contentMissing"))
        {
            _notes.Add(Missing);
        }
    }
}
