using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>How a container ended.</summary>
public sealed record ContainerWaitResponse
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerWaitError? Error { get; set; }

    public long StatusCode { get; set; }

    /// <summary>The kernel killed it for want of memory. An addition of ours; absent when false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OOMKilled { get; set; }
}
