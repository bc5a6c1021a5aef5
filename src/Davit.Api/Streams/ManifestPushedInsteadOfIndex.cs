using System.Text.Json.Serialization;
using Davit.Api.Images;

namespace Davit.Api.Streams;

/// <summary>The <c>aux</c> of a push that could send only one platform of an index.</summary>
public sealed record ManifestPushedInsteadOfIndex
{
    [JsonPropertyName("manifestPushedInsteadOfIndex")]
    public bool IsSo { get; set; }

    [JsonPropertyName("originalIndex")]
    public OciDescriptor OriginalIndex { get; set; } = new();

    [JsonPropertyName("selectedManifest")]
    public OciDescriptor SelectedManifest { get; set; } = new();
}
