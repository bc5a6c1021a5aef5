using Davit.Images.Store;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Transfer;

/// <summary>Writes images as an OCI layout that is a docker archive as well (docker 25's form).</summary>
public sealed class ImageSaver
{
    public ImageSaver(ImageStore images, ContentStore content, LayerStore layers) => throw new NotImplementedException();

    /// <summary>Checks the names first: nothing is written if one does not exist.</summary>
    public Task SaveAsync(IReadOnlyList<string> names, Stream output, CancellationToken cancellation) => throw new NotImplementedException();
}
