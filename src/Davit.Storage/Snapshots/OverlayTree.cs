using Davit.Linux;

namespace Davit.Storage.Snapshots;

/// <summary>A merged root and what keeps its mounts alive. Owns all of it.</summary>
internal sealed class OverlayTree(FileDescriptor root, FileDescriptor keeper) : IDisposable
{
    /// <summary>The root, open for reading its names.</summary>
    public FileDescriptor Root { get; } = root;

    public void Dispose()
    {
        Root.Dispose();
        keeper.Dispose();
    }
}
