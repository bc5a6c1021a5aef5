namespace Davit.Engine.Containers;

/// <summary>A mount a container has (bind, volume, tmpfs, image).</summary>
public sealed record MountPoint
{
    public required string Type { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Path on the host.</summary>
    public string Source { get; init; } = "";

    public required string Destination { get; init; }

    public string Driver { get; init; } = "";

    public string Mode { get; init; } = "";

    public bool ReadWrite { get; init; } = true;

    public string Propagation { get; init; } = "";

    /// <summary>The volume came with the container and goes with <c>rm -v</c> or <c>--rm</c>.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Fill the volume from the image on first use.</summary>
    public bool CopyData { get; init; }

    public bool NonRecursive { get; init; }

    public bool ReadOnlyNonRecursive { get; init; }

    public bool ReadOnlyForceRecursive { get; init; }

    /// <summary>Make the source directory of a bind if it is missing (<c>-v</c>, <c>bind-create-src</c>).</summary>
    public bool CreateSource { get; init; }

    public string Subpath { get; init; } = "";

    /// <summary>The <c>--mount</c> it came from; null for <c>-v</c>, image volumes and volumes-from.</summary>
    public MountConfig? Spec { get; init; }
}
