using System.Text;
using System.Text.Json;
using Davit.Api.Images;
using Davit.Api.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Manifests;

/// <summary>Lists of manifests as documents, written as docker does: three blanks of indentation, which the digest depends on.</summary>
internal static class ManifestText
{
    private const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    private const string OciIndex = "application/vnd.oci.image.index.v1+json";
    private const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    private const string ListIndent = "   ";

    public static CommandException NotSupported => new("manifests of registries are read and written by the davit daemon; this daemon does not do it");

    /// <summary>A name with tag or digest. Throws <see cref="CommandException"/>.</summary>
    public static ImageReference Parse(string name) => ImageReference.Parse(name).WithDefaultTag();

    /// <summary>The type that a list of these has.</summary>
    public static string ListType(IReadOnlyList<OciDescriptor> entries) => entries is [{ MediaType: OciManifest }, ..] ? OciIndex : DockerList;

    public static string WriteList(IReadOnlyList<OciDescriptor> entries)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 2);
            writer.WriteString("mediaType", ListType(entries));
            writer.WriteStartArray("manifests");
            foreach (var entry in entries)
            {
                WriteEntry(writer, entry);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return JsonIndent.Write(Encoding.UTF8.GetString(content.ToArray()), 0, ListIndent);
    }

    /// <summary>The manifests that a list's document names.</summary>
    public static IEnumerable<OciDescriptor> Entries(JsonElement list) =>
        list.Items("manifests").Select(entry => entry.Deserialize(EngineApiJson.Wire.OciDescriptor)).OfType<OciDescriptor>();

    private static void WriteEntry(Utf8JsonWriter writer, OciDescriptor entry)
    {
        writer.WriteStartObject();
        writer.WriteString("mediaType", entry.MediaType);
        writer.WriteNumber("size", entry.Size);
        writer.WriteString("digest", entry.Digest);
        writer.WritePropertyName("platform");
        JsonSerializer.Serialize(writer, entry.Platform ?? new OciPlatform(), EngineApiJson.Wire.OciPlatform);
        writer.WriteEndObject();
    }
}
