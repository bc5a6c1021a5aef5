using Davit.Linux;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;

namespace Davit.Runtime;

/// <summary>A further process in a running container.</summary>
public sealed record ExecRequest
{
    /// <summary>The container's id, for the name of the session keyring.</summary>
    public string Id { get; init; } = "";

    public required ProcessSpec Process { get; init; }

    /// <summary>The container's first process, in the caller's pid namespace.</summary>
    public required int InitPid { get; init; }

    /// <summary>The container's specification: seccomp filter, namespaces, personality.</summary>
    public required Spec Spec { get; init; }

    public required ProcessStreams Streams { get; init; }

    /// <summary>The container's cgroup, or one below it; null: the caller's.</summary>
    public CgroupHandle? Cgroup { get; init; }

    public string? ConsoleSocket { get; init; }

    public int PreserveFds { get; init; }

    public bool NoNewKeyring { get; init; }

    /// <summary>Directory for compiled seccomp filters, shared by launches; null: none.</summary>
    public string? SeccompCacheDirectory { get; init; }
}
