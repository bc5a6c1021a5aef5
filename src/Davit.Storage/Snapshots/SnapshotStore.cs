using Davit.Oci;
using Davit.Storage.Copying;

namespace Davit.Storage.Snapshots;

/// <summary>The writable layers of containers, <c>containers/ID/{upper,work}</c>. Thread-safe for different containers.</summary>
public sealed class SnapshotStore
{
    public SnapshotStore(LayerStore layers, string containersDirectory) => throw new NotImplementedException();

    /// <summary>Makes the container's writable layer (its directory may exist already) and returns the root to mount.</summary>
    /// <param name="containerId">Names the directory.</param>
    /// <param name="chainIds">The chain of every layer of the image, lowest first; empty for an empty image.</param>
    public OverlayMount Prepare(string containerId, IReadOnlyList<Digest> chainIds) => throw new NotImplementedException();

    /// <summary>The root of a container that was prepared before.</summary>
    public OverlayMount Mount(string containerId, IReadOnlyList<Digest> chainIds) => throw new NotImplementedException();

    /// <summary>The read-only root of an image, without a container.</summary>
    public OverlayMount ImageMount(IReadOnlyList<Digest> chainIds) => throw new NotImplementedException();

    /// <summary>Removes the writable layer, whatever is in it.</summary>
    public void Remove(string containerId) => throw new NotImplementedException();

    public SnapshotUsage Usage(string containerId) => throw new NotImplementedException();

    /// <summary>What the container changed, in docker's order.</summary>
    public Task<IReadOnlyList<Change>> ChangesAsync(OverlayMount mount, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The whole root as an archive (<c>docker export</c>), whether the container runs or not.</summary>
    public Task ExportAsync(OverlayMount mount, Stream output, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The writable layer as an OCI layer archive with whiteouts (<c>docker commit</c>).</summary>
    public Task WriteDiffAsync(OverlayMount mount, Stream output, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A view of a container that does not run, mounted nowhere: for <see cref="ArchiveService"/>. The caller disposes it.</summary>
    public ContainerView OpenView(OverlayMount mount, IReadOnlyList<ViewMount> mounts, bool readOnlyRoot) => throw new NotImplementedException();
}
