using Davit.Oci;
using Davit.Registry;
using Davit.Storage;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;
using Davit.Storage.Streams;

namespace Davit.Images.Pulling;

/// <summary>
/// One layer on its way in, shared by all pulls that want it: the blob is unpacked while it arrives, and neither is visible before digest
/// and size are right. When the last pull has left, the transfer ends; what arrived is kept for the next one. Thread-safe.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "its tokens hold nothing that needs disposing")]
internal sealed class LayerTransfer
{
    private readonly Descriptor blob;
    private readonly LayerTransferParts parts;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<Action<LayerState>> observers = [];
    private LayerState state;
    private int users;

    public LayerTransfer(Descriptor blob, RepositoryClient repository, LayerTransferParts parts, Task former)
    {
        this.blob = blob;
        this.parts = parts;
        state = new LayerState(LayerStage.Waiting, 0, blob.Size);
        Arrival = Task.Run(() => RunAsync(repository, former), CancellationToken.None);
    }

    /// <summary>The unpacked layer.</summary>
    public Task<StagedLayer> Arrival { get; }

    /// <summary>False: it is being given up.</summary>
    public bool TryJoin(Action<LayerState> observer)
    {
        lock (gate)
        {
            if (stop.IsCancellationRequested || Arrival is { IsFaulted: true })
            {
                return false;
            }

            users++;
            observers.Add(observer);
            observer(state);
            return true;
        }
    }

    /// <summary>True: that was the last user; what is not placed yet is given up.</summary>
    public bool Leave(Action<LayerState> observer)
    {
        lock (gate)
        {
            observers.Remove(observer);
            if (--users > 0)
            {
                return false;
            }

            stop.Cancel();
        }

        _ = DiscardAsync(Arrival);
        return true;
    }

    /// <summary>Removes what an unpacking leaves, unless it was placed; how it ended does not matter any more.</summary>
    private static Task DiscardAsync(Task<StagedLayer> unpacking) => unpacking.ContinueWith(
        static done =>
        {
            if (!done.IsCompletedSuccessfully)
            {
                _ = done.Exception;
                return;
            }

            lock (done.Result)
            {
                done.Result.Dispose();
            }
        },
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task<StagedLayer> RunAsync(RepositoryClient repository, Task former)
    {
        // A transfer that was given up may still have its file open.
        await former.ContinueWith(static done => _ = done.Exception, TaskScheduler.Default).ConfigureAwait(false);
        using var slot = await parts.Downloads.EnterAsync(stop.Token).ConfigureAwait(false);
        if (parts.Content.Contains(blob.Digest))
        {
            return await UnpackAsync(parts.Content.OpenRead(blob.Digest)).ConfigureAwait(false);
        }

        using var ingest = parts.Content.Begin(blob.Digest.Text);
        return await ReceiveAsync(repository, ingest, slot).ConfigureAwait(false);
    }

    private async Task<StagedLayer> ReceiveAsync(RepositoryClient repository, IngestWriter ingest, IDisposable slot)
    {
        var unpacking = UnpackAsync(ingest.OpenGrowing());
        try
        {
            Report(LayerStage.Downloading, ingest.Length);
            await repository.DownloadBlobAsync(blob, ingest, count => Report(LayerStage.Downloading, count), stop.Token).ConfigureAwait(false);
            Report(LayerStage.Verifying, blob.Size);
            ingest.Commit(blob.Digest, blob.Size, flush: false);
            Report(LayerStage.Downloaded, blob.Size);
        }
        catch
        {
            // The unpacking reads from the ingest, which ends it; its own failure is only an echo.
            ingest.Dispose();
            await DiscardAsync(unpacking).ConfigureAwait(false);
            throw;
        }

        slot.Dispose();
        try
        {
            return await unpacking.ConfigureAwait(false);
        }
        catch (StorageException) when (ingest.IsRestarted)
        {
            // What was unpacked began with bytes that were taken back.
            return await UnpackAsync(parts.Content.OpenRead(blob.Digest)).ConfigureAwait(false);
        }
    }

    private async Task<StagedLayer> UnpackAsync(Stream archive)
    {
        await using (archive.ConfigureAwait(false))
        {
            using var slot = await parts.Unpackings.EnterAsync(stop.Token).ConfigureAwait(false);
            using var counted = new CountingStream(archive, ReportUnpacked);
            var staged = await Task.Factory.StartNew(
                () => parts.Layers.Stage(counted, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);

            // Disk and processor work at the same time: the image waits at its end only for what is still missing.
            parts.Layers.BeginFlush();
            return staged;
        }
    }

    /// <summary>Unpacking goes along with the download; only what comes after that is worth a word.</summary>
    private void ReportUnpacked(long count)
    {
        lock (gate)
        {
            if (state.Stage is LayerStage.Downloaded or LayerStage.Extracting or LayerStage.Waiting)
            {
                Report(LayerStage.Extracting, count);
            }
        }
    }

    private void Report(LayerStage stage, long current)
    {
        lock (gate)
        {
            state = new LayerState(stage, current, blob.Size);
            foreach (var observer in observers)
            {
                observer(state);
            }
        }
    }
}
