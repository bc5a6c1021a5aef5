using Davit.Storage.Archives;

namespace Davit.Storage.Snapshots;

/// <summary>How layers are stored.</summary>
public sealed record LayerOptions
{
    /// <summary>Flush a layer to the disk (one syncfs) before it becomes visible. Without it a power cut can lose file contents.</summary>
    public bool Sync { get; init; } = true;

    public ArchiveLimits Limits { get; init; } = new();
}
