using Davit.Linux;
using Davit.Oci;
using Davit.Oci.Runtime;

namespace Davit.Runtime;

/// <summary>Everything about one container's first process.</summary>
public sealed record LaunchRequest
{
    public required string Id { get; init; }

    public required Spec Spec { get; init; }

    /// <summary>Absolute path of the directory that relative paths of the specification start from.</summary>
    public required string Bundle { get; init; }

    /// <summary>The root, mounted by the plan in the container's mount namespace; null: <c>Spec.Root.Path</c> as it is.</summary>
    public OverlayMount? Rootfs { get; init; }

    public required ProcessStreams Streams { get; init; }

    /// <summary>davit's own init is process 1, and the process of the specification its child.</summary>
    public bool UseInit { get; init; }

    /// <summary>
    /// Path of a listening unix socket that gets the console's master (SCM_RIGHTS); null: it is in
    /// <see cref="LaunchedProcess.Console"/>.
    /// </summary>
    public string? ConsoleSocket { get; init; }

    /// <summary>Number of descriptors of the calling process, from 3 on, that the process inherits.</summary>
    public int PreserveFds { get; init; }

    /// <summary>chroot(2) by moving the mount instead of pivot_root(2): for a root on an initramfs.</summary>
    public bool NoPivot { get; init; }

    /// <summary>The process keeps the caller's session keyring.</summary>
    public bool NoNewKeyring { get; init; }

    /// <summary>
    /// A listening unix SEQPACKET socket on which any process can release the container later
    /// (<see cref="StartSocket.Release"/>); null: only <see cref="LaunchedProcess.Start"/> can.
    /// </summary>
    public FileDescriptor? StartListener { get; init; }

    /// <summary>Directory for compiled seccomp filters, shared by launches; null: none.</summary>
    public string? SeccompCacheDirectory { get; init; }

    /// <summary>Called once the process exists and its cgroup is known, before hooks run.</summary>
    public Action<int>? OnProcessCreated { get; init; }
}
