namespace Davit.Engine.Containers;

/// <summary>Options of a tmpfs mount.</summary>
public sealed record TmpfsMountOptions
{
    public long SizeBytes { get; init; }

    public uint Mode { get; init; }

    public IReadOnlyList<IReadOnlyList<string>>? Options { get; init; }
}
