using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images.Transfer;

/// <summary>Archives with a <c>manifest.json</c> (moby image/spec/v1.2.md; docker 1.10 and newer, podman, the .NET SDK).</summary>
internal static class DockerArchive
{
    public const string ManifestName = "manifest.json";

    public static IReadOnlyList<LoadPlan> Read(ArchiveContents contents, byte[] manifest)
    {
        var images = ImageDocuments.Parse("manifest.json", manifest, ImageJson.Default.IReadOnlyListArchiveManifest);
        return [.. images.Select(image => ReadImage(contents, image))];
    }

    private static LoadPlan ReadImage(ArchiveContents contents, ArchiveManifest image)
    {
        if (image is null)
        {
            throw ImageErrors.Invalid("invalid manifest.json: an image is null");
        }

        var layers = (image.Layers ?? []).Select(name => contents.Find(Clean(name))).ToList();
        var names = (image.RepoTags ?? []).Select(ParseName).ToList();
        return LoadPlan.Create(contents.RequireDocument(Clean(image.Config)), layers, names);
    }

    private static string Clean(string? name) =>
        System.Text.Encoding.UTF8.GetString(Davit.Storage.Trees.EntryPath.Clean(System.Text.Encoding.UTF8.GetBytes(name ?? "")));

    private static Reference ParseName(string name)
    {
        try
        {
            var reference = Reference.Parse(name);
            return reference.Tag is not null && reference.Digest is null
                ? reference
                : throw ImageErrors.Invalid($"invalid tag \"{name}\"");
        }
        catch (FormatException failure)
        {
            throw ImageErrors.Invalid($"invalid tag \"{name}\": {failure.Message}", failure);
        }
    }
}
