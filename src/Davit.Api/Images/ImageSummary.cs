using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>One row of <c>GET /images/json</c>. Sizes are bytes; -1 means not computed.</summary>
public sealed record ImageSummary
{
    public long Containers { get; set; } = -1;

    public long Created { get; set; }

    public string Id { get; set; } = "";

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    public string ParentId { get; set; } = "";

    /// <summary>Of what the name leads to, possibly an index (API 1.48).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OciDescriptor? Descriptor { get; set; }

    /// <summary>The platforms, where they were asked for (API 1.47).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ImageManifestSummary>? Manifests { get; set; }

    public IReadOnlyList<string>? RepoDigests { get; set; }

    public IReadOnlyList<string>? RepoTags { get; set; }

    public long SharedSize { get; set; } = -1;

    public long Size { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long VirtualSize { get; set; }
}
