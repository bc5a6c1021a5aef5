using Davit.Images.Store;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Transfer;

/// <summary>Reads docker archives (old and new) and OCI layouts, plain or compressed, from a stream that cannot seek.</summary>
public sealed class ImageLoader
{
    public ImageLoader(ImageStore images, ContentStore content, LayerStore layers) => throw new NotImplementedException();

    /// <summary>Loads every image of the archive, or none. Progress ends with docker's <c>Loaded image: …</c> lines.</summary>
    public Task<IReadOnlyList<ImageRecord>> LoadAsync(Stream archive, Action<ImageProgress> progress, CancellationToken cancellation) => throw new NotImplementedException();
}
