namespace Davit.Engine.Containers;

/// <summary>Options of a bind mount.</summary>
public sealed record BindMountOptions
{
    public string Propagation { get; init; } = "";

    public bool NonRecursive { get; init; }

    public bool CreateMountpoint { get; init; }

    public bool ReadOnlyNonRecursive { get; init; }

    public bool ReadOnlyForceRecursive { get; init; }
}
