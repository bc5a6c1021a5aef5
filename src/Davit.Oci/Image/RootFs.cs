using System.Text.Json.Serialization;

namespace Davit.Oci.Image;

/// <summary>The layers of an image by the digests of their uncompressed archives, lowest first (image-spec config.md, <c>rootfs</c>).</summary>
public sealed record RootFs
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "layers";

    [JsonPropertyName("diff_ids")]
    public IReadOnlyList<Digest>? DiffIds { get; init; }
}
