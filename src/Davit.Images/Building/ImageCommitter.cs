using Davit.Images.Store;
using Davit.Storage.Snapshots;

namespace Davit.Images.Building;

/// <summary><c>docker commit</c>: an image from a container's writable layer. Pausing the container is the caller's part.</summary>
public sealed class ImageCommitter
{
    public ImageCommitter(ImageStore images, LayerStore layers, SnapshotStore snapshots, TimeProvider time) => throw new NotImplementedException();

    public Task<ImageRecord> CommitAsync(CommitRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}
