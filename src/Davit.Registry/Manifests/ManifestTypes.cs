using Davit.Oci.Image;

namespace Davit.Registry.Manifests;

/// <summary>Types of manifests: those that are asked for, and how to tell the type of one that came.</summary>
internal static class ManifestTypes
{
    private const string SchemaOne = "application/vnd.docker.distribution.manifest.v1+json";
    private const string SignedSchemaOne = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    /// <summary>Without schema 1: a registry that has both forms sends the other.</summary>
    public static IReadOnlyList<string> Accepted { get; } =
        [MediaTypes.OciIndex, MediaTypes.OciManifest, MediaTypes.DockerManifestList, MediaTypes.DockerManifest, "*/*;q=0.1"];

    /// <summary>The document's own word counts, then the header's, then its members. They must not contradict each other.</summary>
    /// <param name="content">The document.</param>
    /// <param name="header">Content-Type.</param>
    /// <param name="name">The image, for the error.</param>
    public static string Determine(ReadOnlySpan<byte> content, string? header, string name)
    {
        var announced = (header ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (announced is SchemaOne or SignedSchemaOne)
        {
            throw Outdated(name, announced);
        }

        var shape = ManifestShape.Read(content) ?? throw Wrong(name, "is no JSON document");
        if (shape.SchemaVersion == 1 || shape.HasLegacyLayers)
        {
            throw Outdated(name, SchemaOne);
        }

        if (shape.HasManifests && shape.HasLayers)
        {
            throw Wrong(name, "is ambiguous: it has layers like an image, and manifests like a list of images");
        }

        if (shape.MediaType.Length > 0 && IsKnown(announced) && announced != shape.MediaType)
        {
            throw Wrong(name, $"is announced as {announced}, and calls itself {Http.Text.Clean(shape.MediaType)}");
        }

        var type = shape.MediaType.Length > 0 ? shape.MediaType : IsKnown(announced) || shape.Guess.Length == 0 ? announced : shape.Guess;
        return (MediaTypes.IsIndex(type) && shape.HasLayers) || (MediaTypes.IsManifest(type) && shape.HasManifests)
            ? throw Wrong(name, $"is no {type}")
            : type;
    }

    private static bool IsKnown(string type) => MediaTypes.IsIndex(type) || MediaTypes.IsManifest(type);

    private static RegistryException Outdated(string name, string type) => new(
        RegistryErrorKind.Unsupported,
        $"{name} is stored in Docker Image manifest version 2, schema 1 ({type}), which is no longer supported: push it again in the OCI format or as manifest version 2, schema 2");

    private static RegistryException Wrong(string name, string what) => new(RegistryErrorKind.Protocol, $"the manifest of {name} {what}");
}
