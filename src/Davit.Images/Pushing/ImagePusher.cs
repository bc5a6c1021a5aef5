using System.Text.Json;
using Davit.Images.Pulling;
using Davit.Images.Store;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Registry;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Pushing;

/// <summary>
/// Pushes images. One that came from a registry goes out with the manifest it came with, bit for bit; for others one is written, of
/// docker's type, and remembered. Thread-safe.
/// </summary>
public sealed class ImagePusher
{
    private readonly ImageStore images;
    private readonly ContentStore content;
    private readonly LayerStore layers;
    private readonly RegistryClient registry;
    private readonly TimeProvider time;
    private readonly LayerCompressor compressor;
    private readonly TransferSlots uploads;

    /// <param name="images">The images.</param>
    /// <param name="content">Their blobs.</param>
    /// <param name="layers">Their layers.</param>
    /// <param name="registry">The way to registries.</param>
    /// <param name="concurrentUploads">How many layers leave at once, over all pushes.</param>
    /// <param name="time">For the pace of progress.</param>
    public ImagePusher(ImageStore images, ContentStore content, LayerStore layers, RegistryClient registry, int concurrentUploads, TimeProvider time)
    {
        this.images = images;
        this.content = content;
        this.layers = layers;
        this.registry = registry;
        this.time = time;
        compressor = new LayerCompressor(content, layers);
        uploads = new TransferSlots(concurrentUploads);
    }

    /// <summary>The tags of a repository that are here, as <c>push --all-tags</c> takes them.</summary>
    public IReadOnlyList<Reference> TagsOf(Reference repository)
    {
        List<Reference> tags = [.. images.List().SelectMany(image => image.Tags).Where(tag => tag.Name == repository.Name).Distinct()];
        return tags.Count > 0 ? tags : throw NotHere(repository);
    }

    /// <summary>Pushes one tag. Progress is docker's, its last message the outcome; it may be called from any thread.</summary>
    public async Task<PushOutcome> PushAsync(PushRequest request, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        var reference = request.Reference.WithDefaultTag();
        var target = images.FindTarget(reference) ?? throw NotHere(reference);
        var repository = registry.Repository(reference, request.Credentials);
        using var blobs = content.Hold();
        using var unpacked = layers.Hold();
        progress(new ImageProgress { Status = $"The push refers to repository [{reference.Name}]" });
        var outcome = request.Platform is null && target.Index is { } index
            ? await PushIndexAsync(repository, target, index, progress, cancellation).ConfigureAwait(false)
            : await PushOneAsync(repository, images.Resolve(reference.CanonicalText, request.Platform), progress, cancellation).ConfigureAwait(false);
        progress(new ImageProgress { Status = $"{outcome.Tag}: digest: {outcome.Digest} size: {outcome.Size}" });
        progress(new ImageProgress { Pushed = outcome });
        return outcome;
    }

    private static ImageException NotHere(Reference reference) =>
        new(ImageErrorKind.NotFound, $"An image does not exist locally with the tag: {reference.FamiliarName}");

    /// <summary>The whole index, if everything it names is here or there already; else the one image that is meant without a platform.</summary>
    private async Task<PushOutcome> PushIndexAsync(
        RepositoryClient repository, ImageTarget target, Digest index, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        var tag = repository.Reference.Tag!;
        var json = content.Contains(index) ? content.ReadAll(index, ImageDocuments.SizeLimit) : [];
        var document = json.Length > 0 ? ManifestDocuments.ParseIndex(json) : null;
        var local = target.Images.Select(id => images.Find(id)).OfType<ImageRecord>()
            .SelectMany(image => image.Manifests.Select(manifest => (Image: image, Manifest: manifest)))
            .DistinctBy(pair => pair.Manifest.Digest)
            .ToDictionary(pair => pair.Manifest.Digest);
        if (document is null || !await IsCompleteAsync(repository, document, local.ContainsKey, cancellation).ConfigureAwait(false))
        {
            var image = images.Find(target.Image)!;
            var pushed = await PushOneAsync(repository, image, progress, cancellation).ConfigureAwait(false);
            return pushed with
            {
                Index = new Descriptor { MediaType = document?.MediaType ?? MediaTypes.OciIndex, Digest = index, Size = json.Length },
                Instead = new Descriptor { MediaType = MediaTypes.DockerManifest, Digest = pushed.Digest, Size = pushed.Size, Platform = image.Platform },
            };
        }

        foreach (var entry in document.Manifests ?? [])
        {
            if (local.TryGetValue(entry.Digest, out var pair))
            {
                var manifest = await PushContentAsync(repository, pair.Image, pair.Manifest, progress, cancellation).ConfigureAwait(false);
                if (manifest.Digest != entry.Digest)
                {
                    throw new ImageException(ImageErrorKind.Internal, $"the blobs of {entry.Digest} are no longer here; pull {repository.Reference.FamiliarText} again");
                }

                await repository.PutManifestAsync(manifest.Digest.Text, content.ReadAll(manifest.Digest, ImageDocuments.SizeLimit), manifest.MediaType, cancellation).ConfigureAwait(false);
            }
        }

        await repository.PutManifestAsync(tag, json, document.MediaType ?? MediaTypes.OciIndex, cancellation).ConfigureAwait(false);
        images.Name(repository.Reference with { Tag = null, Digest = index }, target);
        return new PushOutcome(tag, index, json.Length);
    }

    private async Task<bool> IsCompleteAsync(
        RepositoryClient repository, Davit.Oci.Image.Index index, Func<Digest, bool> isLocal, CancellationToken cancellation)
    {
        foreach (var entry in index.Manifests ?? [])
        {
            if (!isLocal(entry.Digest) && !await IsThereAsync(repository, entry.Digest, cancellation).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> IsThereAsync(RepositoryClient repository, Digest manifest, CancellationToken cancellation)
    {
        try
        {
            await repository.HeadManifestAsync(manifest.Text, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RegistryException failure) when (failure.Kind == RegistryErrorKind.NotFound)
        {
            return false;
        }
    }

    private async Task<PushOutcome> PushOneAsync(RepositoryClient repository, ImageRecord image, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        var manifest = await PushContentAsync(repository, image, image.Manifests is [.., var last] ? last : null, progress, cancellation).ConfigureAwait(false);
        var reference = repository.Reference;
        await repository.PutManifestAsync(
            reference.Tag!, content.ReadAll(manifest.Digest, ImageDocuments.SizeLimit), manifest.MediaType, cancellation).ConfigureAwait(false);
        images.AddManifest(image.Id, manifest.Digest);
        images.Name(reference with { Tag = null, Digest = manifest.Digest }, new ImageTarget(image.Id));
        return new PushOutcome(reference.Tag!, manifest.Digest, manifest.Size);
    }

    /// <summary>Layers and configuration. Returns the manifest that fits what the repository has now, its bytes in the content store.</summary>
    private async Task<ImageManifest> PushContentAsync(
        RepositoryClient repository, ImageRecord image, ImageManifest? preferred, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        var push = new LayerPush(repository, new KnownBlobs(images.Current), compressor, content);
        var lines = image.DiffIds.Select(diffId => new PushProgress(diffId, progress, time)).ToList();
        foreach (var line in lines)
        {
            line.Say("Preparing");
        }

        var blobs = await AllOrNone.RunAsync(image.ChainIds.Count, (index, stop) => PushLayerAsync(index, stop), cancellation).ConfigureAwait(false);
        var config = new Descriptor { MediaType = preferred?.Document.Config?.MediaType ?? MediaTypes.DockerConfig, Digest = image.Id, Size = content.SizeOf(image.Id) ?? 0 };
        if (!await repository.HasBlobAsync(image.Id, cancellation).ConfigureAwait(false))
        {
            await repository.UploadBlobAsync(config, () => content.OpenRead(image.Id), null, cancellation).ConfigureAwait(false);
        }

        return preferred is not null && preferred.Layers.Select(layer => layer.Digest).SequenceEqual(blobs.Select(blob => blob.Digest)) && content.Contains(preferred.Digest)
            ? preferred
            : WriteManifest(config with { MediaType = MediaTypes.DockerConfig }, blobs);

        async Task<Descriptor> PushLayerAsync(int index, CancellationToken stop)
        {
            using var slot = await uploads.EnterAsync(stop).ConfigureAwait(false);
            var layer = layers.Find(image.ChainIds[index]) ?? throw ImageErrors.Invalid($"layer {image.DiffIds[index]} is missing");
            var wanted = preferred is not null && index < preferred.Layers.Count ? preferred.Layers[index] : null;
            return await push.RunAsync(layer, wanted, lines[index], stop).ConfigureAwait(false);
        }
    }

    private ImageManifest WriteManifest(Descriptor config, IReadOnlyList<Descriptor> blobs)
    {
        var document = new Manifest { MediaType = MediaTypes.DockerManifest, Config = config, Layers = [.. blobs.Select(AsDocker)] };
        var json = JsonSerializer.SerializeToUtf8Bytes(document, ImageJson.Default.Manifest);
        return new ImageManifest(content.Put(json), json.Length, document);
    }

    // docker's schema 2 has no type for zstd; readers of it take the OCI one.
    private static Descriptor AsDocker(Descriptor blob) => new()
    {
        MediaType = blob.MediaType switch
        {
            MediaTypes.OciLayerGzip => MediaTypes.DockerLayerGzip,
            MediaTypes.OciLayer => MediaTypes.DockerLayer,
            var other => other,
        },
        Digest = blob.Digest,
        Size = blob.Size,
        Urls = blob.Urls,
    };
}
