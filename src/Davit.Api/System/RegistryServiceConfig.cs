using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>How registries are reached.</summary>
public sealed record RegistryServiceConfig
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AllowNondistributableArtifactsCIDRs { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AllowNondistributableArtifactsHostnames { get; set; }

    public IReadOnlyList<string> InsecureRegistryCIDRs { get; set; } = [];

    public IReadOnlyDictionary<string, RegistryIndex> IndexConfigs { get; set; } = ImmutableDictionary<string, RegistryIndex>.Empty;

    public IReadOnlyList<string>? Mirrors { get; set; }
}
