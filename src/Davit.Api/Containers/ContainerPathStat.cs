using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>The JSON inside the <c>X-Docker-Container-Path-Stat</c> header (base64).</summary>
public sealed record ContainerPathStat
{
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("size")]
    public long Size { get; set; }

    /// <summary>A Go os.FileMode: permission bits, type in the high bits.</summary>
    [JsonPropertyName("mode")]
    public uint Mode { get; set; }

    [JsonPropertyName("mtime")]
    public string ModifiedAt { get; set; } = "";

    [JsonPropertyName("linkTarget")]
    public string LinkTarget { get; set; } = "";
}
