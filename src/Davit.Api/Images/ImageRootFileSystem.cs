using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>Layers of an image, oldest first.</summary>
public sealed record ImageRootFileSystem
{
    public string Type { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Layers { get; set; }
}
