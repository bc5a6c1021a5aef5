using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>What the options of <c>--security-opt</c> and <c>--privileged</c> come to.</summary>
internal sealed record SecuritySettings
{
    public bool NoNewPrivileges { get; init; }

    /// <summary>Null: unconfined.</summary>
    public SeccompSpec? Seccomp { get; init; }

    public string? AppArmorProfile { get; init; }

    public string? SelinuxProcessLabel { get; init; }

    public string? SelinuxMountLabel { get; init; }

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public bool WritableCgroups { get; init; }
}
