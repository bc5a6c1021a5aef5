using System.Text.Json.Serialization;

namespace Davit.Oci.Runtime;

/// <summary>CPU affinity of processes that join the container.</summary>
public sealed record ExecCpuAffinitySpec
{
    public string? Initial { get; init; }

    [JsonPropertyName("final")]
    public string? Final { get; init; }
}
