using Davit.Images.Store;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;
using Davit.Storage.Streams;

namespace Davit.Images.Transfer;

/// <summary>
/// Writes images as an OCI layout that is a docker archive as well (docker 25's form), so that docker 1.10 and newer, podman and skopeo
/// read it. Layers are written uncompressed, bit for bit as they came, and checked against their digests on the way.
/// </summary>
public sealed class ImageSaver(ImageStore images, ContentStore content, LayerStore layers)
{
    /// <summary>Checks the names first: nothing is written if one does not exist. Without platforms, each name means the one image it means for a run. A repository without a tag means all its tags.</summary>
    public Task SaveAsync(IReadOnlyList<string> names, IReadOnlyList<Davit.Oci.Platform> platforms, Stream output, CancellationToken cancellation)
    {
        var selected = SaveSelection.Select(images, names, platforms);
        return PushStream.RunAsync(
            output, (archive, stop) => new ImageArchiveWriter(archive, content, layers).Write(selected, stop), cancellation);
    }
}
