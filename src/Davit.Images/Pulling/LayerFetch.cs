using Davit.Oci;
using Davit.Registry;
using Davit.Storage.Snapshots;

namespace Davit.Images.Pulling;

/// <summary>The layers of one pull: those that are not here arrive side by side and are placed from the lowest up.</summary>
internal sealed class LayerFetch(LayerStore layers, LayerTransfers transfers, Action<ImageProgress> progress, TimeProvider time)
{
    public async Task RunAsync(RepositoryClient repository, IReadOnlyList<Descriptor> blobs, IReadOnlyList<Digest> diffIds, CancellationToken cancellation)
    {
        var chain = ChainId.OfAll(diffIds);
        var lines = blobs.Select(blob => new PullProgress(blob, progress, time)).ToList();
        var shares = new LayerShare?[blobs.Count];
        try
        {
            // Every layer gets its line before the first changes, as in docker.
            for (var i = 0; i < blobs.Count; i++)
            {
                if (layers.Find(chain[i]) is not null)
                {
                    lines[i].Exists();
                }
                else
                {
                    lines[i].Begin();
                }
            }

            for (var i = 0; i < blobs.Count; i++)
            {
                shares[i] = layers.Find(chain[i]) is null ? transfers.Join(blobs[i], repository, lines[i].Observe) : null;
            }

            await PlaceAsync(shares, diffIds, chain, lines, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var share in shares)
            {
                share?.Dispose();
            }
        }
    }

    private static async Task PlaceAsync(
        LayerShare?[] shares, IReadOnlyList<Digest> diffIds, IReadOnlyList<Digest> chain, List<PullProgress> lines, CancellationToken cancellation)
    {
        var arrivals = shares.OfType<LayerShare>().Select(share => (Task)share.Arrival).ToList();
        for (var i = 0; i < shares.Length; i++)
        {
            if (shares[i] is { } share)
            {
                var placing = share.PlaceAsync(diffIds[i], i == 0 ? null : chain[i - 1], cancellation);
                await WaitAsync(placing, arrivals).ConfigureAwait(false);
                lines[i].End();
            }
        }
    }

    /// <summary>Waits for one; the first of the others that fails ends it at once.</summary>
    private static async Task WaitAsync(Task wanted, List<Task> others)
    {
        while (!wanted.IsCompleted)
        {
            var done = await Task.WhenAny([wanted, .. others]).ConfigureAwait(false);
            await done.ConfigureAwait(false);
            others.Remove(done);
        }

        await wanted.ConfigureAwait(false);
    }
}
