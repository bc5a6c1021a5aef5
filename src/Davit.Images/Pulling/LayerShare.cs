using Davit.Oci;
using Davit.Storage.Snapshots;

namespace Davit.Images.Pulling;

/// <summary>One pull's part in a layer's transfer. Disposing leaves it, once.</summary>
internal sealed class LayerShare(LayerStore layers, LayerTransfer transfer, Action leave) : IDisposable
{
    private Action? leave = leave;

    /// <summary>Ends when the layer is unpacked, or cannot be.</summary>
    public Task Arrival => transfer.Arrival;

    /// <summary>Waits for the layer and gives it its place on a parent.</summary>
    /// <exception cref="ImageException">What came out of the blob is not the layer that the configuration names.</exception>
    public async Task<LayerRecord> PlaceAsync(Digest diffId, Digest? parent, CancellationToken cancellation)
    {
        var staged = await transfer.Arrival.WaitAsync(cancellation).ConfigureAwait(false);
        if (staged.DiffId != diffId)
        {
            throw ImageErrors.Invalid($"a layer has the digest {staged.DiffId} when unpacked, but the image's configuration says {diffId}");
        }

        lock (staged)
        {
            if (layers.Find(ChainId.Of(parent, diffId)) is { } existing)
            {
                return existing;
            }

            if (!staged.Committed)
            {
                return layers.Commit(staged, parent);
            }
        }

        return await layers.CopyAsync(diffId, parent, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
