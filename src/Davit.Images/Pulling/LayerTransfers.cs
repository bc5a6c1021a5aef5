using Davit.Oci;
using Davit.Registry;

namespace Davit.Images.Pulling;

/// <summary>The layers on their way in, by digest: two pulls of one layer share one download. Thread-safe.</summary>
internal sealed class LayerTransfers(LayerTransferParts parts)
{
    private readonly Dictionary<Digest, LayerTransfer> running = [];
    private readonly Lock gate = new();

    /// <summary>Takes part in the transfer of a blob; it begins if nobody else wants it yet. Dispose the result to leave.</summary>
    public LayerShare Join(Descriptor blob, RepositoryClient repository, Action<LayerState> observer)
    {
        lock (gate)
        {
            if (!running.TryGetValue(blob.Digest, out var transfer) || !transfer.TryJoin(observer))
            {
                transfer = new LayerTransfer(blob, repository, parts, (Task?)transfer?.Arrival ?? Task.CompletedTask);
                running[blob.Digest] = transfer;
                transfer.TryJoin(observer);
            }

            return new LayerShare(parts.Layers, transfer, () => Leave(blob.Digest, transfer, observer));
        }
    }

    private void Leave(Digest digest, LayerTransfer transfer, Action<LayerState> observer)
    {
        lock (gate)
        {
            if (!transfer.Leave(observer))
            {
                return;
            }
        }

        // Until its files are closed, the next transfer of this blob has to wait for it.
        transfer.Arrival.ContinueWith(
            _ =>
            {
                lock (gate)
                {
                    if (running.GetValueOrDefault(digest) == transfer)
                    {
                        running.Remove(digest);
                    }
                }
            },
            TaskScheduler.Default);
    }
}
