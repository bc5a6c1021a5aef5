using System.Text.Json.Serialization;

namespace Davit.Oci.Image;

/// <summary>The file <c>oci-layout</c> (image-spec image-layout.md).</summary>
public sealed record ImageLayout
{
    [JsonPropertyName("imageLayoutVersion")]
    public string ImageLayoutVersion { get; init; } = "1.0.0";
}
