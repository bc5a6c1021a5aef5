namespace Davit.Linux.Processes;

/// <summary>A program to run as a child of this process, with nothing inherited but what is named here.</summary>
public sealed record SpawnRequest
{
    /// <summary>Absolute path of the program; no PATH is searched.</summary>
    public required string Path { get; init; }

    /// <summary>Its arguments, the name of the program first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary><c>NAME=value</c>; nothing is inherited.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    /// <summary>Descriptors that become 0, 1, 2 … in the program; null is <c>/dev/null</c>. All others are closed.</summary>
    public IReadOnlyList<FileDescriptor?> Descriptors { get; init; } = [null, null, null];

    /// <summary>The program leads a new session, without a terminal.</summary>
    public bool NewSession { get; init; }

    /// <summary>Signals blocked in the program, bit n-1 for signal n; dispositions are reset to their defaults.</summary>
    public ulong BlockedSignals { get; init; }
}
