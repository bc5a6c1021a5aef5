using Davit.Oci;
using Davit.Registry;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Pushing;

/// <summary>Brings one layer to a repository: it is there already, comes from another one of the registry, or is uploaded.</summary>
internal sealed class LayerPush(RepositoryClient repository, KnownBlobs known, LayerCompressor compressor, ContentStore content)
{
    private const int MountAttempts = 3;

    /// <summary>Returns the blob that stands for the layer now.</summary>
    public async Task<Descriptor> RunAsync(LayerRecord layer, Descriptor? preferred, PushProgress progress, CancellationToken cancellation)
    {
        var blobs = known.Of(layer.DiffId, preferred).ToList();
        foreach (var blob in blobs)
        {
            if (await IsThereAsync(blob, progress, cancellation).ConfigureAwait(false))
            {
                return blob;
            }
        }

        var mine = blobs.FirstOrDefault(blob => content.Contains(blob.Digest))
            ?? await CompressAsync(layer, progress, cancellation).ConfigureAwait(false);
        if (!blobs.Any(blob => blob.Digest == mine.Digest) && await IsThereAsync(mine, progress, cancellation).ConfigureAwait(false))
        {
            return mine;
        }

        progress.Say("Waiting");
        await repository.UploadBlobAsync(
            mine, () => content.OpenRead(mine.Digest), progress.Counter("Pushing", mine.Size), cancellation).ConfigureAwait(false);
        progress.Say("Pushed");
        return mine;
    }

    private async Task<bool> IsThereAsync(Descriptor blob, PushProgress progress, CancellationToken cancellation)
    {
        if (await repository.HasBlobAsync(blob.Digest, cancellation).ConfigureAwait(false))
        {
            progress.Say("Layer already exists");
            return true;
        }

        foreach (var source in known.Sources(blob.Digest, repository.Reference).Take(MountAttempts))
        {
            if (await repository.MountBlobAsync(blob.Digest, source, cancellation).ConfigureAwait(false))
            {
                progress.Say("Mounted from " + source);
                return true;
            }
        }

        return false;
    }

    private Task<Descriptor> CompressAsync(LayerRecord layer, PushProgress progress, CancellationToken cancellation) =>
        compressor.CompressAsync(layer, progress.Counter("Compressing", layer.ArchiveSize), cancellation);
}
