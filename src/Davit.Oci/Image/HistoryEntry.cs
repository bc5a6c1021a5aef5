using System.Text.Json.Serialization;

namespace Davit.Oci.Image;

/// <summary>One step of how an image came to be (image-spec config.md, <c>history</c>).</summary>
public sealed record HistoryEntry
{
    [JsonPropertyName("created")]
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Created { get; init; }

    [JsonPropertyName("created_by")]
    public string? CreatedBy { get; init; }

    [JsonPropertyName("author")]
    public string? Author { get; init; }

    [JsonPropertyName("comment")]
    public string? Comment { get; init; }

    [JsonPropertyName("empty_layer")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EmptyLayer { get; init; }
}
