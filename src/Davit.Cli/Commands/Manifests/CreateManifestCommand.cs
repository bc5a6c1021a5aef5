using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Manifests;

internal sealed class CreateManifestCommand : Command
{
    private readonly BoolFlag _amend = new("amend", 'a', "Amend an existing manifest list");
    private readonly BoolFlag _insecure = new("insecure", '\0', "Allow communication with an insecure registry");

    public override string Summary => "Create a local manifest list for annotating and pushing to a registry";

    public override string Usage => "MANIFEST_LIST MANIFEST [MANIFEST...]";

    public override IEnumerable<Flag> Flags => [_amend, _insecure];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(2);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
        [("manifest create example.com/app:1 example.com/app:1-amd64 example.com/app:1-arm64", "One name for two platforms")];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var list = ParseList(arguments[0]);
        var store = new ManifestStore(context.ConfigDirectory);
        if (store.List(list) is not null && !_amend.Value)
        {
            throw new CommandException("refusing to amend an existing manifest list with no --amend flag");
        }

        var source = new ManifestSource(context, _insecure.Value);
        foreach (var name in arguments.Skip(1).Select(ManifestText.Parse))
        {
            var manifest = store.Find(list, name) is { Raw.Length: > 0 } known ? known : source.Get(name);
            store.Save(list, name, ManifestSource.IsList(manifest) ? throw new CommandException($"{name.Full} is a manifest list") : manifest);
        }

        context.Out.WriteLine($"Created manifest list {list.Full}");
        return ExitCodes.Success;
    }

    private static ImageReference ParseList(string name)
    {
        try
        {
            return ManifestText.Parse(name);
        }
        catch (CommandException error)
        {
            throw new CommandException($"error parsing name for manifest list {name}: {error.Message}");
        }
    }
}
