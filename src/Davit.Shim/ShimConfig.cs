using System.Text.Json.Serialization;
using Davit.Oci;
using Davit.Oci.Runtime;

namespace Davit.Shim;

/// <summary>All that a shim needs to run its container once. Written to the shim's directory, never changed afterwards.</summary>
public sealed record ShimConfig
{
    /// <summary>The container's id; names the shim's directory.</summary>
    public required string Id { get; init; }

    /// <summary>The container's directory under the data root.</summary>
    public required string ContainerDirectory { get; init; }

    /// <summary>The OCI bundle: the directory relative paths of <see cref="Spec"/> refer to.</summary>
    public required string Bundle { get; init; }

    [JsonConverter(typeof(SpecJsonConverter))]
    public required Spec Spec { get; init; }

    /// <summary>The root, mounted in the container's mount namespace; absent: <c>Spec.Root.Path</c> as it is.</summary>
    public OverlayMount? Rootfs { get; init; }

    public bool Terminal { get; init; }

    /// <summary>The container has a standard input that clients can write to; otherwise it reads <c>/dev/null</c>.</summary>
    public bool OpenStdin { get; init; }

    /// <summary>Standard input is closed when the first client that writes to it is done.</summary>
    public bool StdinOnce { get; init; }

    /// <summary>Davit's own init is process 1.</summary>
    public bool UseInit { get; init; }

    public LogConfig Log { get; init; } = new();

    /// <summary>A program with runc's command line; absent: Davit's own runtime.</summary>
    public string? RuntimePath { get; init; }

    /// <summary>Arguments put before the runtime's command.</summary>
    public IReadOnlyList<string> RuntimeArgs { get; init; } = [];

    /// <summary>Where compiled seccomp filters are shared between containers; absent: the launcher's choice.</summary>
    public string? SeccompCacheDirectory { get; init; }

    /// <summary>Sent to the container's first process when the host goes down.</summary>
    public int StopSignal { get; init; } = 15;

    /// <summary>Seconds until it is killed then; negative: it is waited for as long as the host waits.</summary>
    public int StopTimeout { get; init; } = 10;

    /// <summary>Absolute path the exit is recorded at (<see cref="TaskExit"/>).</summary>
    public required string ExitFile { get; init; }

    /// <summary>The exit record reaches the disk before anyone is told; false for a container that is removed at its end.</summary>
    public bool DurableExit { get; init; } = true;
}
