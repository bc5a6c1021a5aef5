using Davit.Oci.Runtime;

namespace Davit.Shim;

/// <summary>One more process in a running container.</summary>
public sealed record ExecConfig
{
    /// <summary>Unique among this container's execs.</summary>
    public required string ExecId { get; init; }

    public required ProcessSpec Process { get; init; }

    public bool Terminal { get; init; }
    public bool AttachStdin { get; init; }
    public bool AttachStdout { get; init; }
    public bool AttachStderr { get; init; }
}
