using System.Text.Json;
using Davit.Api.Images;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Manifests;

/// <summary>A manifest of a registry as it is kept for a list that is being made, and as <c>inspect --verbose</c> shows it.</summary>
/// <param name="Reference">The full name it was found by.</param>
/// <param name="Descriptor">Of its bytes, with the platform that the list will name.</param>
/// <param name="Raw">Its bytes.</param>
internal sealed record StoredManifest(string Reference, OciDescriptor Descriptor, byte[] Raw)
{
    private const string OciType = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>docker's document for it: the bytes once as base64 and once as what they say.</summary>
    public string ToJson()
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("Ref", Reference);
            writer.WritePropertyName(nameof(Descriptor));
            JsonSerializer.Serialize(writer, Descriptor, Api.Json.EngineApiJson.Wire.OciDescriptor);
            writer.WriteString(nameof(Raw), Convert.ToBase64String(Raw));
            writer.WritePropertyName(Descriptor.MediaType == OciType ? "OCIManifest" : "SchemaV2Manifest");
            writer.WriteRawValue(JsonIndent.Compact(System.Text.Encoding.UTF8.GetString(Raw)));
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(content.ToArray());
    }
}
