using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Trees;

namespace Davit.Storage;

/// <summary>What the stores' directories have in common: names that start with a dot are unfinished or already deleted.</summary>
internal static class StoreDirectory
{
    private const string NewPrefix = ".new-";
    private const string GonePrefix = ".gone-";

    /// <summary>Makes the directory and finishes what a crash interrupted.</summary>
    public static void Open(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var path in Directory.EnumerateFileSystemEntries(directory, ".*"))
        {
            if (Path.GetFileName(path) is var name && (name.StartsWith(NewPrefix, StringComparison.Ordinal) || name.StartsWith(GonePrefix, StringComparison.Ordinal)))
            {
                TreeRemover.Remove(path);
            }
        }
    }

    /// <summary>A path that no other writer uses, for something that is renamed when it is complete.</summary>
    public static string NewPath(string directory) => Path.Combine(directory, NewPrefix + Guid.NewGuid().ToString("N"));

    /// <summary>Removes a tree so that it is gone for everybody at once; a crash meanwhile is finished by <see cref="Open"/>.</summary>
    public static void Delete(string directory, string name)
    {
        var gone = Path.Combine(directory, GonePrefix + Guid.NewGuid().ToString("N"));
        LinkCalls.Rename(null, Path.Combine(directory, name), null, gone);
        Sync(directory);
        TreeRemover.Remove(gone);
    }

    public static void Sync(string directory)
    {
        using var file = OpenCalls.Open(directory, OpenFlags.ReadOnly | OpenFlags.Directory);
        ReadWriteCalls.Sync(file);
    }
}
