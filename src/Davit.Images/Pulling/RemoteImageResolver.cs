using Davit.Oci;
using Davit.Oci.Image;
using Davit.Registry;

namespace Davit.Images.Pulling;

/// <summary>From a name to the manifest of one platform.</summary>
internal static class RemoteImageResolver
{
    // An index may point to indexes; a circle of them must end.
    private const int DepthLimit = 4;

    /// <summary>Fetches the document of a name, and where that is an index, the manifest that fits the platform best.</summary>
    public static async Task<RemoteImage> ResolveAsync(RepositoryClient repository, Platform platform, CancellationToken cancellation)
    {
        var reference = repository.Reference;
        var root = await repository.ResolveManifestAsync(reference.TagOrDigest!, cancellation).ConfigureAwait(false);
        var found = root;
        for (var depth = 0; MediaTypes.IsIndex(found.MediaType); depth++)
        {
            var choice = depth < DepthLimit ? Choose(ManifestDocuments.ParseIndex(found.Content), platform) : null;
            if (choice is null)
            {
                throw new ImageException(
                    ImageErrorKind.NotFound,
                    $"no matching manifest for {platform} in the manifest list entries of {reference.FamiliarText}");
            }

            found = await repository.ResolveManifestAsync(choice.Digest.Text, cancellation).ConfigureAwait(false);
        }

        return new RemoteImage
        {
            Manifest = found,
            Document = Check(ManifestDocuments.ParseManifest(found.Content), found, reference),
            Index = found == root ? null : root,
        };
    }

    /// <summary>The entry for the platform, an exact variant before a missing one; null: there is none.</summary>
    internal static Descriptor? Choose(Davit.Oci.Image.Index index, Platform platform)
    {
        List<Descriptor> fitting =
        [
            .. (index.Manifests ?? []).Where(entry => entry is not null && (entry.Platform is null || entry.Platform.Matches(platform)) && !entry.IsAttestation),
        ];
        return fitting.FirstOrDefault(entry => entry.Platform is { } exact && (exact.Variant ?? "") == (platform.Variant ?? ""))
            ?? fitting.FirstOrDefault(entry => entry.Platform is not null)
            ?? fitting.FirstOrDefault();
    }

    private static Manifest Check(Manifest manifest, RegistryManifest found, Reference reference)
    {
        if (manifest.Config is not { } config || !MediaTypes.IsImageConfig(config.MediaType))
        {
            throw ImageErrors.Invalid(
                $"{reference.FamiliarText} is no image but an artifact of type \"{manifest.ArtifactType ?? manifest.Config?.MediaType ?? found.MediaType}\"");
        }

        if (config.Digest.IsEmpty || config.Size is < 0 or > ImageDocuments.SizeLimit)
        {
            throw ImageErrors.Invalid($"manifest {found.Digest} of {reference.FamiliarText}: invalid configuration of {config.Size} bytes");
        }

        return (manifest.Layers ?? []).Any(layer => layer is null || layer.Digest.IsEmpty || layer.Size < 0)
            ? throw ImageErrors.Invalid($"manifest {found.Digest} of {reference.FamiliarText}: a layer lacks digest or size")
            : manifest;
    }
}
