using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>Why waiting failed.</summary>
public sealed record ContainerWaitError
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; set; }
}
