using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>One platform of an image.</summary>
public sealed record ImageManifestSummary
{
    public string ID { get; set; } = "";

    public OciDescriptor Descriptor { get; set; } = new();

    public bool Available { get; set; }

    public string Kind { get; set; } = "";

    public ImageManifestSize Size { get; set; } = new();

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageManifestData? ImageData { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageAttestationData? AttestationData { get; set; }
}
