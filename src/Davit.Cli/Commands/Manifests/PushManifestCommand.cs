using System.Text;
using Davit.Api.Distribution;
using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands.Manifests;

internal sealed class PushManifestCommand : Command
{
    private readonly BoolFlag _insecure = new("insecure", '\0', "Allow push to an insecure registry");
    private readonly BoolFlag _purge = new("purge", 'p', "Remove the local manifest list after push");

    public override string Summary => "Push a manifest list to a repository";

    public override string Usage => "[OPTIONS] MANIFEST_LIST";

    public override IEnumerable<Flag> Flags => [_insecure, _purge];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var target = ManifestText.Parse(arguments[0]);
        var store = new ManifestStore(context.ConfigDirectory);
        var manifests = store.List(target) ?? throw new CommandException($"No such manifest: {target.Full}");
        var answer = Push(context, target, Request(target, manifests));
        foreach (var pushed in answer.Pushed)
        {
            context.Out.WriteLine($"Pushed ref {pushed} with digest: {pushed[(pushed.IndexOf('@', StringComparison.Ordinal) + 1)..]}");
        }

        context.Out.WriteLine(answer.Digest);
        if (_purge.Value)
        {
            store.Remove(target);
        }

        return ExitCodes.Success;
    }

    private ManifestPushRequest Request(ImageReference target, IReadOnlyList<StoredManifest> manifests)
    {
        if (manifests.Count == 0)
        {
            throw new CommandException($"{target.Full} not found");
        }

        var sources = new List<string>();
        foreach (var manifest in manifests)
        {
            var origin = Check(target, manifest);
            if (origin.Path != target.Path)
            {
                sources.Add($"{origin.Name}@{manifest.Descriptor.Digest}");
            }
        }

        List<Api.Images.OciDescriptor> entries = [.. manifests.Select(manifest => manifest.Descriptor)];
        return new ManifestPushRequest
        {
            Target = target.Full,
            MediaType = ManifestText.ListType(entries),
            Raw = Convert.ToBase64String(Encoding.UTF8.GetBytes(ManifestText.WriteList(entries))),
            Sources = sources,
            Insecure = _insecure.Value,
        };
    }

    private static ImageReference Check(ImageReference target, StoredManifest manifest)
    {
        if (manifest.Descriptor.Platform is not { Os.Length: > 0, Architecture.Length: > 0 })
        {
            throw new CommandException($"manifest {manifest.Reference} must have an OS and Architecture to be pushed to a registry");
        }

        var origin = ImageReference.Parse(manifest.Reference);
        return origin.Domain == target.Domain ? origin
            : throw new CommandException($"cannot use source images from a different registry than the target image: {origin.Domain} != {target.Domain}");
    }

    private static ManifestPushResponse Push(CommandContext context, ImageReference target, ManifestPushRequest request)
    {
        try
        {
            return context.Engine.Registries.Push(request, context.Credentials.HeaderFor(target.Domain));
        }
        catch (EngineApiException error) when (error.IsNotFound && ManifestSource.IsUnknownRoute(error))
        {
            throw ManifestText.NotSupported;
        }
    }
}
