namespace Davit.Runtime.CommandLine;

/// <summary>The features document (runtime-spec features.md).</summary>
internal sealed record FeaturesView
{
    public string OciVersionMin { get; init; } = "1.0.0";

    public string OciVersionMax { get; init; } = "1.2.0";

    public required IReadOnlyList<string> Hooks { get; init; }

    public required IReadOnlyList<string> MountOptions { get; init; }

    public required LinuxFeatures Linux { get; init; }

    /// <summary>What a kernel feature of the specification is to this runtime.</summary>
    internal sealed record Enabled(bool Value)
    {
        [System.Text.Json.Serialization.JsonPropertyName("enabled")]
        public bool Value { get; init; } = Value;
    }

    /// <summary>features-linux.md.</summary>
    internal sealed record LinuxFeatures
    {
        public required IReadOnlyList<string> Namespaces { get; init; }

        public required IReadOnlyList<string> Capabilities { get; init; }

        public required CgroupFeatures Cgroup { get; init; }

        public required SeccompFeatures Seccomp { get; init; }

        public required Enabled Apparmor { get; init; }

        public required Enabled Selinux { get; init; }

        public required Enabled IntelRdt { get; init; }

        public required MountExtensionFeatures MountExtensions { get; init; }
    }

    /// <summary>Control groups.</summary>
    internal sealed record CgroupFeatures
    {
        public bool V1 { get; init; } = true;

        public bool V2 { get; init; } = true;

        public bool Systemd { get; init; }

        public bool SystemdUser { get; init; }

        public bool Rdma { get; init; } = true;
    }

    /// <summary>System call filters.</summary>
    internal sealed record SeccompFeatures
    {
        public bool Enabled { get; init; } = true;

        public required IReadOnlyList<string> Actions { get; init; }

        public required IReadOnlyList<string> Operators { get; init; }

        public required IReadOnlyList<string> Archs { get; init; }

        public required IReadOnlyList<string> KnownFlags { get; init; }

        public required IReadOnlyList<string> SupportedFlags { get; init; }
    }

    /// <summary>Extensions of mounts.</summary>
    internal sealed record MountExtensionFeatures
    {
        public required Enabled Idmap { get; init; }
    }
}
