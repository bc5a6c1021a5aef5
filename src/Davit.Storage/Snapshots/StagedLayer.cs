using Davit.Oci;

namespace Davit.Storage.Snapshots;

/// <summary>
/// A layer that is unpacked but has no place in a chain yet: an archive may bring its layers before it says how they stack.
/// Disposing removes it, unless it was committed.
/// </summary>
internal sealed class StagedLayer(string path) : IDisposable
{
    /// <summary>The temporary directory, with the form of a layer's.</summary>
    public string Path { get; } = path;

    public Digest DiffId { get; init; }

    public long Size { get; init; }

    public long ArchiveSize { get; init; }

    public bool HasRoot { get; init; }

    public bool HasMoved { get; init; }

    /// <summary>Directories the archive had no entry for.</summary>
    public IReadOnlyList<byte[]> Implied { get; init; } = [];

    public bool Committed { get; set; }

    public void Dispose()
    {
        if (!Committed)
        {
            Trees.TreeRemover.Remove(Path);
        }
    }
}
