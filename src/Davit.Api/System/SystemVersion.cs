using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Answer to <c>GET /version</c>.</summary>
public sealed record SystemVersion
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SystemPlatform? Platform { get; set; }

    public string Version { get; set; } = "";

    public string ApiVersion { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MinAPIVersion { get; set; }

    public string Os { get; set; } = "";

    public string Arch { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ComponentVersion>? Components { get; set; }

    public string GitCommit { get; set; } = "";

    public string GoVersion { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? KernelVersion { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Experimental { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BuildTime { get; set; }
}
