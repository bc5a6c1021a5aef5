namespace Davit.Oci.Runtime;

/// <summary>An OCI runtime configuration, <c>config.json</c> (runtime-spec 1.2, config.md).</summary>
public sealed record Spec
{
    public string OciVersion { get; init; } = "1.2.0";
    public ProcessSpec? Process { get; init; }
    public RootSpec? Root { get; init; }
    public string? Hostname { get; init; }
    public string? Domainname { get; init; }
    public IReadOnlyList<MountSpec>? Mounts { get; init; }
    public HooksSpec? Hooks { get; init; }
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
    public LinuxSpec? Linux { get; init; }
}
