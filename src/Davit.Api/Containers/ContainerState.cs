using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>What a container is doing. Times are RFC 3339 with nanoseconds; <c>0001-01-01T00:00:00Z</c> means never.</summary>
public sealed record ContainerState
{
    public string Status { get; set; } = "";

    public bool Running { get; set; }

    public bool Paused { get; set; }

    public bool Restarting { get; set; }

    public bool OOMKilled { get; set; }

    public bool Dead { get; set; }

    public int Pid { get; set; }

    public int ExitCode { get; set; }

    public string Error { get; set; } = "";

    public string StartedAt { get; set; } = "0001-01-01T00:00:00Z";

    public string FinishedAt { get; set; } = "0001-01-01T00:00:00Z";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Health? Health { get; set; }
}
