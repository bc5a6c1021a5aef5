using System.Text.Json;
using Davit.Client;

namespace Davit.Cli.Commands.Manifests;

/// <summary>Reads manifests from registries by way of the daemon.</summary>
internal sealed class ManifestSource(CommandContext context, bool insecure)
{
    private static readonly string[] s_lists = ["application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.index.v1+json"];

    /// <summary>Throws <see cref="CommandException"/> where the registry has nothing under the name.</summary>
    public StoredManifest Get(ImageReference name)
    {
        try
        {
            var found = context.Engine.Registries.Manifest(name.Full, insecure, context.Credentials.HeaderFor(name.Domain));
            return new StoredManifest(name.Full, found.Descriptor, Convert.FromBase64String(found.Raw));
        }
        catch (EngineApiException error) when (error.IsNotFound)
        {
            throw IsUnknownRoute(error) ? ManifestText.NotSupported : new CommandException($"no such manifest: {name.Full}");
        }
    }

    /// <summary>What a list names, each from the registry, with the list's word on its platform.</summary>
    public IReadOnlyList<StoredManifest> Members(ImageReference name, StoredManifest list)
    {
        using var document = JsonDocument.Parse(list.Raw);
        return [.. ManifestText.Entries(document.RootElement).Select(entry => Get(name with { Digest = entry.Digest ?? string.Empty }) is var found
            ? found with { Descriptor = found.Descriptor with { Platform = entry.Platform } } : found)];
    }

    public static bool IsList(StoredManifest manifest) => s_lists.Contains(manifest.Descriptor.MediaType);

    public static bool IsUnknownRoute(EngineApiException error) => error.Message.Contains("page not found", StringComparison.Ordinal);
}
