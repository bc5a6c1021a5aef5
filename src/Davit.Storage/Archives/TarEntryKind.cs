namespace Davit.Storage.Archives;

/// <summary>What a tar header describes (POSIX ustar type flags).</summary>
internal enum TarEntryKind
{
    File,
    HardLink,
    SymbolicLink,
    CharacterDevice,
    BlockDevice,
    Directory,
    Fifo,

    /// <summary>A type flag nobody defined; it has a payload.</summary>
    Unknown,
}
