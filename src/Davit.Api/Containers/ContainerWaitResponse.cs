using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>How a container ended.</summary>
public sealed record ContainerWaitResponse
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerWaitError? Error { get; set; }

    public long StatusCode { get; set; }
}
