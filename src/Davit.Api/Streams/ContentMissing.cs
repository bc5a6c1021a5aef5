using System.Text.Json.Serialization;
using Davit.Api.Images;

namespace Davit.Api.Streams;

/// <summary>The <c>aux</c> of a push that lacks content which the index lists.</summary>
public sealed record ContentMissing
{
    [JsonPropertyName("contentMissing")]
    public bool IsSo { get; set; }

    [JsonPropertyName("desc")]
    public OciDescriptor Descriptor { get; set; } = new();
}
