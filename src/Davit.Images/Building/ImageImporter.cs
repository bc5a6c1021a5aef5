using Davit.Images.Store;
using Davit.Storage.Snapshots;

namespace Davit.Images.Building;

/// <summary><c>docker import</c>: an image of one layer from a root file system's archive.</summary>
public sealed class ImageImporter
{
    public ImageImporter(ImageStore images, LayerStore layers, TimeProvider time) => throw new NotImplementedException();

    public Task<ImageRecord> ImportAsync(Stream archive, ImportRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}
