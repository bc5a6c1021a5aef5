namespace Davit.Storage.Copying;

/// <summary>Options of <c>PUT /containers/ID/archive</c>.</summary>
public sealed record ArchiveWriteOptions
{
    /// <summary>Refuse to replace a directory by something else, or something else by a directory.</summary>
    public bool NoOverwriteDirNonDir { get; init; }

    /// <summary>The owner of everything written (<c>copyUIDGID</c>); null keeps the archive's.</summary>
    public (uint UserId, uint GroupId)? Owner { get; init; }
}
