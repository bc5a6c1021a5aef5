namespace Davit.Cli.Archives;

/// <summary>One member of a tar archive.</summary>
internal sealed record TarEntry
{
    public required string Name { get; init; }

    public required TarEntryKind Kind { get; init; }

    /// <summary>Target of a symbolic link, or the name of an earlier member.</summary>
    public string LinkTarget { get; init; } = string.Empty;

    public uint Mode { get; init; }

    public uint Uid { get; init; }

    public uint Gid { get; init; }

    public long Size { get; init; }

    public long ModifiedSeconds { get; init; }
}
