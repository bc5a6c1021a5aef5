namespace Davit.Storage.Trees;

/// <summary>How an archive is unpacked.</summary>
internal sealed record ExtractOptions
{
    /// <summary>Turn <c>.wh.</c> names into overlayfs whiteouts and opaque directories (image-spec layer.md); otherwise they are ordinary names.</summary>
    public bool Whiteouts { get; init; }

    /// <summary>Refuse to replace a directory by something else, or something else by a directory.</summary>
    public bool NoOverwriteDirNonDir { get; init; }

    /// <summary>The owner of everything; null: the archive's.</summary>
    public (uint UserId, uint GroupId)? Owner { get; init; }

    /// <summary>A clean path below the root that every name of the archive is relative to.</summary>
    public byte[] Prefix { get; init; } = [];

    /// <summary>Asked of every directory before something is made in it; throws to refuse.</summary>
    public Action<Davit.Linux.FileDescriptor>? CheckDirectory { get; init; }

    /// <summary>Where what is replaced is kept (for the tape); null: it is removed.</summary>
    public Davit.Linux.FileDescriptor? MovedRoot { get; init; }
}
