namespace Davit.Engine.Containers;

/// <summary>A mount as asked for with <c>--mount</c>.</summary>
public sealed record MountConfig
{
    /// <summary><c>bind volume tmpfs image npipe cluster</c>.</summary>
    public string Type { get; init; } = "";

    public string Source { get; init; } = "";

    public string Target { get; init; } = "";

    public bool ReadOnly { get; init; }

    public string Consistency { get; init; } = "";

    public BindMountOptions? BindOptions { get; init; }

    public VolumeMountOptions? VolumeOptions { get; init; }

    public TmpfsMountOptions? TmpfsOptions { get; init; }

    public ImageMountOptions? ImageOptions { get; init; }
}
