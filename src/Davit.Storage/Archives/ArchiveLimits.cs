namespace Davit.Storage.Archives;

/// <summary>Limits against archives that are made to fill the disk or memory.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Bytes an archive may have after decompression.</summary>
    public long MaxBytes { get; init; } = 1L << 40;

    /// <summary>Files, directories and links it may have.</summary>
    public long MaxEntries { get; init; } = 10_000_000;

    /// <summary>Decompressed bytes per compressed byte, looked at once more than <see cref="RatioFloor"/> bytes came out.</summary>
    public int MaxRatio { get; init; } = 2_000;

    public long RatioFloor { get; init; } = 1L << 30;

    /// <summary>Bytes of extended headers and long names of one entry, as Go's reader allows.</summary>
    public int MaxHeaderBytes { get; init; } = 1 << 20;
}
