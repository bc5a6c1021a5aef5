namespace Davit.Engine.Containers;

/// <summary>Everything <c>inspect</c> shows.</summary>
public sealed record ContainerInspection
{
    public required ContainerRecord Record { get; init; }

    /// <summary>Ids of the execs still known.</summary>
    public IReadOnlyList<string>? ExecIds { get; init; }

    /// <summary>Directories of the overlay: LowerDir, MergedDir, UpperDir, WorkDir.</summary>
    public IReadOnlyDictionary<string, string> GraphDriverData { get; init; } = new Dictionary<string, string>();

    public long? SizeRw { get; init; }

    public long? SizeRootFs { get; init; }
}
