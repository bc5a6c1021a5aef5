using System.Text.Json.Serialization;
using Davit.Api.Json;

namespace Davit.Api.Exec;

/// <summary>Body of <c>POST /containers/{id}/exec</c>.</summary>
public sealed record ExecCreateRequest
{
    public string User { get; set; } = "";

    public bool Privileged { get; set; }

    public bool Tty { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? ConsoleSize { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStderr { get; set; }

    public bool AttachStdout { get; set; }

    public bool Detach { get; set; }

    public string DetachKeys { get; set; } = "";

    public IReadOnlyList<string>? Env { get; set; }

    public string WorkingDir { get; set; } = "";

    [JsonConverter(typeof(StringOrListConverter))]
    public IReadOnlyList<string>? Cmd { get; set; }
}
