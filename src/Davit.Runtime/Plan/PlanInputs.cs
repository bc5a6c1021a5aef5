using Davit.Oci;
using Davit.Oci.Runtime;
using Davit.Runtime.Namespaces;
using Davit.Runtime.Seccomp;

namespace Davit.Runtime.Plan;

/// <summary>What a plan is compiled from; nothing else of the machine has an influence on it.</summary>
internal sealed record PlanInputs
{
    public required string Id { get; init; }

    public required Spec Spec { get; init; }

    public required string Bundle { get; init; }

    public OverlayMount? Rootfs { get; init; }

    /// <summary>The kernel takes the layers of an overlay one by one.</summary>
    public bool LayerByLayer { get; init; }

    /// <summary>The process gets a console.</summary>
    public bool Console { get; init; }

    /// <summary>The process gets other streams than the launcher's.</summary>
    public bool Streams { get; init; }

    public int PreserveFds { get; init; }

    public bool UseInit { get; init; }

    public bool NoPivot { get; init; }

    public bool NoNewKeyring { get; init; }

    /// <summary>The compiled filter of the specification.</summary>
    public SeccompProgram? Seccomp { get; init; }

    /// <summary>The container's control groups as mounts; empty if the specification mounts none.</summary>
    public IReadOnlyList<CgroupMount> CgroupMounts { get; init; } = [];

    /// <summary>Sources of bind mounts are opened by the launcher, because a new user namespace may not reach them.</summary>
    public bool OpenSourcesBefore { get; init; }

    /// <summary>The file system security labels of the host's modules are written to, below /proc/self; null: no such module.</summary>
    public string? AppArmorFile { get; init; }

    public string? SelinuxFile { get; init; }
}
