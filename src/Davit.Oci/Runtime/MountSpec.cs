namespace Davit.Oci.Runtime;

/// <summary>A mount (config.md#mounts); options as in mount(8), with runtime-spec's additions (rro, idmap, tmpcopyup …).</summary>
public sealed record MountSpec
{
    /// <summary>Davit's own option of a bind: a symbolic link anywhere on the way to its source is an error.</summary>
    public const string NoLinks = "x-davit.nolinks";

    public string Destination { get; init; } = "";
    public string? Type { get; init; }
    public string? Source { get; init; }
    public IReadOnlyList<string>? Options { get; init; }
    public IReadOnlyList<IdMapping>? UidMappings { get; init; }
    public IReadOnlyList<IdMapping>? GidMappings { get; init; }
}
