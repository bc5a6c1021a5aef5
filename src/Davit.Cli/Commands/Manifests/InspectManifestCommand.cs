using System.Text;
using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Manifests;

internal sealed class InspectManifestCommand : Command
{
    private const string Tab = "\t";

    private readonly BoolFlag _insecure = new("insecure", '\0', "Allow communication with an insecure registry");
    private readonly BoolFlag _verbose = new("verbose", 'v', "Output additional info including layers and platform");

    public override string Summary => "Display an image manifest, or manifest list";

    public override string Usage => "[OPTIONS] [MANIFEST_LIST] MANIFEST";

    public override IEnumerable<Flag> Flags => [_insecure, _verbose];

    public override ArgumentRule Arguments => new(1, 2);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var name = ManifestText.Parse(arguments[^1]);
        var store = new ManifestStore(context.ConfigDirectory);
        if (arguments.Count == 2)
        {
            var inList = store.Find(ManifestText.Parse(arguments[0]), name);
            context.Out.WriteLine(One(inList ?? throw new CommandException($"No such manifest: {name.Full}")));
            return ExitCodes.Success;
        }

        context.Out.WriteLine(store.List(name) is { } local ? Several(local) : Remote(new ManifestSource(context, _insecure.Value), name));
        return ExitCodes.Success;
    }

    private string Remote(ManifestSource source, ImageReference name)
    {
        var found = source.Get(name);
        if (!ManifestSource.IsList(found))
        {
            return One(found);
        }

        if (_verbose.Value)
        {
            return Several(source.Members(name, found));
        }

        using var document = JsonDocument.Parse(found.Raw);
        return ManifestText.WriteList([.. ManifestText.Entries(document.RootElement)]);
    }

    private string One(StoredManifest manifest) => _verbose.Value
        ? JsonIndent.Write(manifest.ToJson(), 0, Tab)
        : JsonIndent.Write(Encoding.UTF8.GetString(manifest.Raw), 0, Tab);

    private string Several(IReadOnlyList<StoredManifest> manifests) => _verbose.Value
        ? JsonIndent.Write($"[{string.Join(',', manifests.Select(manifest => manifest.ToJson()))}]", 0, Tab)
        : ManifestText.WriteList([.. manifests.Select(manifest => manifest.Descriptor)]);
}
