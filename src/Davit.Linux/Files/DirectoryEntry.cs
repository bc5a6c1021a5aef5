namespace Davit.Linux.Files;

/// <summary>A name in a directory, as bytes, with the type that getdents64(2) gives (0: unknown to this file system).</summary>
public readonly record struct DirectoryEntry(byte[] Name, byte Type)
{
    private const byte TypeDirectory = 4;

    public bool MayBeDirectory => Type is TypeDirectory or 0;
}
