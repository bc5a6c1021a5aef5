namespace Davit.Storage.Archives;

/// <summary>One member of a tar archive, extended headers applied. Names are bytes as they stand in the archive.</summary>
internal sealed class TarEntry
{
    public required byte[] Name { get; set; }

    public byte[] LinkName { get; set; } = [];

    public TarEntryKind Kind { get; set; }

    /// <summary>The type flag's byte, for messages about <see cref="TarEntryKind.Unknown"/>.</summary>
    public byte TypeFlag { get; init; }

    /// <summary>Permission bits with set-uid, set-gid and sticky.</summary>
    public uint Mode { get; set; }

    public uint UserId { get; set; }

    public uint GroupId { get; set; }

    /// <summary>Bytes of the file; of a sparse one with its holes.</summary>
    public long Size { get; set; }

    public long ModifiedSeconds { get; set; }

    public uint ModifiedNanoseconds { get; set; }

    public uint DeviceMajor { get; set; }

    public uint DeviceMinor { get; set; }

    public IReadOnlyList<TarXattr> Xattrs { get; set; } = [];

    /// <summary>Where the data of a sparse file belongs, in order; null for any other file.</summary>
    public IReadOnlyList<SparseRange>? Sparse { get; set; }

    /// <summary>The name for messages.</summary>
    public string DisplayName => DisplayText.Of(Name);
}
