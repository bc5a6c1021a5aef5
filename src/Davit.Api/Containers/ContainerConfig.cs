using System.Text.Json.Serialization;
using Davit.Api.Json;
using Davit.Api.System;

namespace Davit.Api.Containers;

/// <summary>What to run and how it is attached: the part of a container that can move to another host. Null members mean "as the image says".</summary>
public record ContainerConfig
{
    public string Hostname { get; set; } = "";

    public string Domainname { get; set; } = "";

    /// <summary>User or uid, optionally with <c>:group</c>; resolved inside the image.</summary>
    public string User { get; set; } = "";

    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public bool AttachStderr { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, EmptyObject>? ExposedPorts { get; set; }

    public bool Tty { get; set; }

    public bool OpenStdin { get; set; }

    public bool StdinOnce { get; set; }

    public IReadOnlyList<string>? Env { get; set; }

    [JsonConverter(typeof(StringOrListConverter))]
    public IReadOnlyList<string>? Cmd { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HealthcheckConfig? Healthcheck { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ArgsEscaped { get; set; }

    public string Image { get; set; } = "";

    public IReadOnlyDictionary<string, EmptyObject>? Volumes { get; set; }

    public string WorkingDir { get; set; } = "";

    [JsonConverter(typeof(StringOrListConverter))]
    public IReadOnlyList<string>? Entrypoint { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NetworkDisabled { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MacAddress { get; set; }

    public IReadOnlyList<string>? OnBuild { get; set; }

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StopSignal { get; set; }

    /// <summary>Seconds until the stop signal is followed by SIGKILL; -1 waits for ever.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StopTimeout { get; set; }

    [JsonConverter(typeof(StringOrListConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Shell { get; set; }
}
