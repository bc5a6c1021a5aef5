using Davit.Oci.Runtime;

namespace Davit.Runtime.Launching;

/// <summary>What a seccomp agent is told (config-linux.md#containerprocessstate).</summary>
internal sealed record ContainerProcessState
{
    public string OciVersion { get; init; } = "1.2.0";

    public IReadOnlyList<string> Fds { get; init; } = [];

    public int Pid { get; init; }

    public string? Metadata { get; init; }

    public required StateDocument State { get; init; }
}
