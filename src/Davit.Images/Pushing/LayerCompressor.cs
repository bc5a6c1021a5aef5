using System.Collections.Concurrent;
using System.IO.Compression;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Pushing;

/// <summary>
/// Makes gzip blobs of layers that came in uncompressed; two pushes of one layer share the work. The image's manifest, once pushed, keeps
/// the blob for the next time. Thread-safe.
/// </summary>
internal sealed class LayerCompressor(ContentStore content, LayerStore layers)
{
    // Above this the time grows faster than the blob shrinks (docs/decisions/0014).
    private const int Level = 4;

    private readonly ConcurrentDictionary<Digest, Lazy<Task<Descriptor>>> running = new();

    public async Task<Descriptor> CompressAsync(LayerRecord layer, Action<long> progress, CancellationToken cancellation)
    {
        var mine = new Lazy<Task<Descriptor>>(() => Task.Factory.StartNew(
            () => Compress(layer, progress, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var shared = running.GetOrAdd(layer.DiffId, mine);
        try
        {
            return await shared.Value.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (shared != mine && !cancellation.IsCancellationRequested)
        {
            // The other push was cancelled or failed; this one does it itself.
            return await CompressAsync(layer, progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            running.TryRemove(new(layer.DiffId, mine));
        }
    }

    private Descriptor Compress(LayerRecord layer, Action<long> progress, CancellationToken cancellation)
    {
        using var ingest = content.Begin($"compressed {layer.DiffId} {Guid.NewGuid()}");
        try
        {
            using (var archive = layers.OpenArchive(layer.ChainId))
            {
                Copy(archive, layer, new IngestStream(ingest), progress, cancellation);
            }

            var blob = ingest.Commit(flush: false);
            return new Descriptor { MediaType = MediaTypes.DockerLayerGzip, Digest = blob.Digest, Size = blob.Size };
        }
        catch
        {
            ingest.Abort();
            throw;
        }
    }

    private static void Copy(Stream archive, LayerRecord layer, Stream output, Action<long> progress, CancellationToken cancellation)
    {
        using var hashing = new Davit.Storage.Streams.HashingStream(archive);
        using (var gzip = new GZipStream(output, new ZLibCompressionOptions { CompressionLevel = Level }))
        {
            var buffer = new byte[1 << 18];
            var total = 0L;
            for (int count; (count = hashing.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                gzip.Write(buffer, 0, count);
                progress(total += count);
            }
        }

        if (hashing.Finish() != layer.DiffId)
        {
            throw new ImageException(ImageErrorKind.Internal, $"layer {layer.DiffId} is damaged on disk; 'davit system check' tells more");
        }
    }
}
