using System.Text.Json.Serialization;

namespace Davit.Runtime.CommandLine;

/// <summary>What <c>state</c> and <c>list -f json</c> print of a container.</summary>
internal sealed record StateView
{
    public string OciVersion { get; init; } = "1.2.0";

    public required string Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int Pid { get; init; }

    public required string Status { get; init; }

    public required string Bundle { get; init; }

    public required string Rootfs { get; init; }

    public required DateTimeOffset Created { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public required string Owner { get; init; }
}
