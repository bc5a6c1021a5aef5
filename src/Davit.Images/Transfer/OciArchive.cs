using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images.Transfer;

/// <summary>OCI image layouts in a tar (image-spec image-layout.md; skopeo, podman, buildx).</summary>
internal static class OciArchive
{
    public const string IndexName = "index.json";

    // An index may point to indexes; a circle of them must end.
    private const int DepthLimit = 8;

    private const string RefNameAnnotation = "org.opencontainers.image.ref.name";
    private const string ImageNameAnnotation = "io.containerd.image.name";

    public static IReadOnlyList<LoadPlan> Read(ArchiveContents contents, byte[] index, IReadOnlyList<Platform> platforms)
    {
        var plans = new List<LoadPlan>();
        var root = ManifestDocuments.ParseIndex(index);
        foreach (var descriptor in root.Manifests ?? [])
        {
            foreach (var platform in platforms.Count > 0 ? platforms : [Platform.Host])
            {
                if (Resolve(contents, descriptor, platform, 0) is { } manifest)
                {
                    plans.Add(ReadImage(contents, manifest, Names(descriptor)));
                }
            }
        }

        return plans.Count > 0
            ? plans
            : throw ImageErrors.Invalid($"the archive has no image for the platform {(platforms.Count > 0 ? string.Join(", ", platforms) : Platform.Host)}");
    }

    /// <summary>The manifest that a descriptor leads to on this platform; null if there is none.</summary>
    private static Manifest? Resolve(ArchiveContents contents, Descriptor? descriptor, Platform wanted, int depth)
    {
        if (descriptor is null || depth > DepthLimit || descriptor.Platform is { } platform && !platform.Matches(wanted))
        {
            return null;
        }

        var document = contents.FindDocument(BlobPath(descriptor.Digest));
        if (document is null)
        {
            throw ImageErrors.Invalid($"invalid image archive: blob {descriptor.Digest} is missing");
        }

        if (!MediaTypes.IsIndex(descriptor.MediaType))
        {
            return ManifestDocuments.ParseManifest(document);
        }

        return (ManifestDocuments.ParseIndex(document).Manifests ?? [])
            .Where(inner => inner?.Platform is null || inner.Platform.Matches(wanted))
            .Select(inner => Resolve(contents, inner, wanted, depth + 1))
            .FirstOrDefault(manifest => manifest is not null);
    }

    private static LoadPlan ReadImage(ArchiveContents contents, Manifest manifest, IReadOnlyList<Reference> names)
    {
        if (manifest.Config is not { } config || !MediaTypes.IsImageConfig(config.MediaType))
        {
            throw ImageErrors.Invalid($"the archive holds no image but an artifact of type \"{manifest.ArtifactType ?? manifest.Config?.MediaType}\"");
        }

        var layers = (manifest.Layers ?? []).Select(layer => contents.Find(BlobPath(layer.Digest))).ToList();
        return LoadPlan.Create(contents.RequireDocument(BlobPath(config.Digest)), layers, names);
    }

    private static List<Reference> Names(Descriptor descriptor)
    {
        var annotations = descriptor.Annotations;
        string? name = null;
        if (annotations is not null && !annotations.TryGetValue(ImageNameAnnotation, out name))
        {
            // Mostly a bare tag; a whole reference has a repository in it.
            name = annotations.TryGetValue(RefNameAnnotation, out var refName) && refName.AsSpan().IndexOfAny('/', ':') >= 0 ? refName : null;
        }

        return Reference.TryParse(name, out var reference) && reference.Digest is null ? [reference.WithDefaultTag()] : [];
    }

    private static string BlobPath(Digest digest) => "blobs/sha256/" + digest.Hex;
}
