using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Which firewall the engine programs.</summary>
public sealed record FirewallInfo
{
    public string Driver { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<string>>? Info { get; set; }
}
