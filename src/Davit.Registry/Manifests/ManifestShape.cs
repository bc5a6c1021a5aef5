using System.Text.Json;
using Davit.Oci.Image;

namespace Davit.Registry.Manifests;

/// <summary>
/// What a manifest says of itself at its top level. A document that reads as an image for one reader and as a list of images for another is
/// refused (image-spec, manifest.md, <c>mediaType</c>; CVE-2021-41190).
/// </summary>
internal sealed record ManifestShape
{
    public string MediaType { get; private set; } = "";

    public int SchemaVersion { get; private set; }

    public bool HasManifests { get; private set; }

    public bool HasLayers { get; private set; }

    public bool HasLegacyLayers { get; private set; }

    /// <summary>Null: no JSON object.</summary>
    public static ManifestShape? Read(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = 32 });
        try
        {
            var shape = new ManifestShape();
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                shape.Add(ref reader);
            }

            return reader.Read() ? null : shape;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second for text that is not Unicode.
            return null;
        }
    }

    /// <summary>The type that the members show, or an empty text.</summary>
    public string Guess => (HasManifests, HasLayers) switch
    {
        (true, false) => MediaTypes.OciIndex,
        (false, true) => MediaTypes.OciManifest,
        _ => "",
    };

    private void Add(ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case "mediaType" when reader.TokenType == JsonTokenType.String:
                MediaType = reader.GetString()!;
                break;
            case "schemaVersion" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version):
                SchemaVersion = version;
                break;
            case "manifests":
                HasManifests = true;
                break;
            case "config" or "layers":
                HasLayers = true;
                break;
            case "fsLayers":
                HasLegacyLayers = true;
                break;
        }

        reader.Skip();
    }
}
