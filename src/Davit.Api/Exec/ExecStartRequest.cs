using System.Text.Json.Serialization;

namespace Davit.Api.Exec;

/// <summary>Body of <c>POST /exec/{id}/start</c>.</summary>
public sealed record ExecStartRequest
{
    public bool Detach { get; set; }

    public bool Tty { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? ConsoleSize { get; set; }
}
