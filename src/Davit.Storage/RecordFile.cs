using Davit.Linux.Files;

namespace Davit.Storage;

/// <summary>Small files that hold one fact each: replaced whole and durably, so that a crash leaves the old or the new one.</summary>
public static class RecordFile
{
    /// <summary>Temporary file, fsync, rename, fsync of the directory.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content) => AtomicFile.Write(path, content);

    /// <summary>Removes it durably; an absent one is fine.</summary>
    public static void Delete(string path) => AtomicFile.Delete(path);
}
