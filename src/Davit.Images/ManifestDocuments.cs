using System.Text.Json;
using Davit.Oci.Image;

namespace Davit.Images;

/// <summary>Reads manifests and indexes that came from outside, and refuses those that could be read as either.</summary>
internal static class ManifestDocuments
{
    public static Davit.Oci.Image.Index ParseIndex(ReadOnlyMemory<byte> json)
    {
        var index = ImageDocuments.Parse("image index", json.Span, ImageJson.Default.Index);
        RefuseAmbiguous(json, "manifests");
        return index;
    }

    public static Manifest ParseManifest(ReadOnlyMemory<byte> json)
    {
        var manifest = ImageDocuments.Parse("image manifest", json.Span, ImageJson.Default.Manifest);
        RefuseAmbiguous(json, "layers");
        return manifest;
    }

    // A document with both can be read as either, and a signature be checked on the other (GHSA-xmmx-7jpf-fx42).
    private static void RefuseAmbiguous(ReadOnlyMemory<byte> json, string kind)
    {
        using var document = JsonDocument.Parse(json.Span.StartsWith("\ufeff"u8) ? json[3..] : json);
        if (document.RootElement.TryGetProperty("manifests", out _)
            && (document.RootElement.TryGetProperty("layers", out _) || document.RootElement.TryGetProperty("config", out _)))
        {
            throw ImageErrors.Invalid($"ambiguous image document: it has {kind}, but also members of the other kind");
        }
    }
}
