using System.Text.Json.Serialization;

namespace Davit.Oci.Image;

/// <summary>What a container of an image runs by default (image-spec config.md, <c>config</c>, with docker's members).</summary>
public sealed record ImageConfig
{
    public string? Hostname { get; init; }

    public string? Domainname { get; init; }

    public string? User { get; init; }

    /// <summary><c>80/tcp</c> and the like, sorted.</summary>
    [JsonConverter(typeof(StringSetJsonConverter))]
    public IReadOnlyList<string>? ExposedPorts { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    [JsonConverter(typeof(StringListJsonConverter))]
    public IReadOnlyList<string>? Cmd { get; init; }

    public HealthcheckConfig? Healthcheck { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ArgsEscaped { get; init; }

    /// <summary>Paths, sorted.</summary>
    [JsonConverter(typeof(StringSetJsonConverter))]
    public IReadOnlyList<string>? Volumes { get; init; }

    public string? WorkingDir { get; init; }

    [JsonConverter(typeof(StringListJsonConverter))]
    public IReadOnlyList<string>? Entrypoint { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NetworkDisabled { get; init; }

    public string? MacAddress { get; init; }

    public IReadOnlyList<string>? OnBuild { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? StopSignal { get; init; }

    public int? StopTimeout { get; init; }

    [JsonConverter(typeof(StringListJsonConverter))]
    public IReadOnlyList<string>? Shell { get; init; }
}
