using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>One row of <c>GET /images/json</c>. Sizes are bytes; -1 means not computed.</summary>
public sealed record ImageSummary
{
    public string Id { get; set; } = "";

    public string ParentId { get; set; } = "";

    public IReadOnlyList<string>? RepoTags { get; set; }

    public IReadOnlyList<string>? RepoDigests { get; set; }

    public long Created { get; set; }

    public long Size { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long VirtualSize { get; set; }

    public long SharedSize { get; set; } = -1;

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    public long Containers { get; set; } = -1;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OciDescriptor? Descriptor { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ImageManifestSummary>? Manifests { get; set; }
}
