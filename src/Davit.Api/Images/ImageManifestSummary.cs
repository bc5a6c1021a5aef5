using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>One manifest of an image: a platform of it, or an attestation (<c>image</c>, <c>attestation</c>, <c>unknown</c>).</summary>
public sealed record ImageManifestSummary
{
    public string ID { get; set; } = "";

    public OciDescriptor Descriptor { get; set; } = new();

    /// <summary>Whether all its content is here.</summary>
    public bool Available { get; set; }

    public ImageManifestSize Size { get; set; } = new();

    public string Kind { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageManifestData? ImageData { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageAttestationData? AttestationData { get; set; }
}
