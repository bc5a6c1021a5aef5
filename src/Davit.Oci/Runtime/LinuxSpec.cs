namespace Davit.Oci.Runtime;

/// <summary>Linux-specific configuration (config-linux.md).</summary>
public sealed record LinuxSpec
{
    public IReadOnlyList<IdMapping>? UidMappings { get; init; }
    public IReadOnlyList<IdMapping>? GidMappings { get; init; }
    public IReadOnlyDictionary<string, string>? Sysctl { get; init; }
    public ResourcesSpec? Resources { get; init; }
    public string? CgroupsPath { get; init; }
    public IReadOnlyList<NamespaceSpec>? Namespaces { get; init; }
    public IReadOnlyList<DeviceSpec>? Devices { get; init; }
    public SeccompSpec? Seccomp { get; init; }
    public string? RootfsPropagation { get; init; }
    public IReadOnlyList<string>? MaskedPaths { get; init; }
    public IReadOnlyList<string>? ReadonlyPaths { get; init; }
    public string? MountLabel { get; init; }
    public IntelRdtSpec? IntelRdt { get; init; }
    public PersonalitySpec? Personality { get; init; }
    public IReadOnlyDictionary<string, TimeOffset>? TimeOffsets { get; init; }
}
