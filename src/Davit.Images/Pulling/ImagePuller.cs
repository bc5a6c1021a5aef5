using Davit.Images.Store;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Registry;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Pulling;

/// <summary>
/// Pulls images: layers arrive and are unpacked side by side, an image becomes visible when all of it is there. Thread-safe; pulls of one
/// layer share its download.
/// </summary>
public sealed class ImagePuller
{
    // Each unpacking has a thread that decompresses, one that hashes and one that writes.
    private const int ConcurrentUnpackings = 3;

    private readonly ImageStore images;
    private readonly ContentStore content;
    private readonly LayerStore layers;
    private readonly RegistryClient registry;
    private readonly TimeProvider time;
    private readonly LayerTransfers transfers;

    /// <param name="images">Where the images go.</param>
    /// <param name="content">Where their blobs go.</param>
    /// <param name="layers">Where their layers go.</param>
    /// <param name="registry">The way to registries.</param>
    /// <param name="concurrentDownloads">How many layers arrive at once, over all pulls.</param>
    /// <param name="time">For the pace of progress.</param>
    public ImagePuller(ImageStore images, ContentStore content, LayerStore layers, RegistryClient registry, int concurrentDownloads, TimeProvider time)
    {
        this.images = images;
        this.content = content;
        this.layers = layers;
        this.registry = registry;
        this.time = time;
        transfers = new LayerTransfers(new LayerTransferParts(
            content, layers, new TransferSlots(concurrentDownloads), new TransferSlots(ConcurrentUnpackings)));
    }

    /// <summary>Pulls one image. Progress is docker's, its last line the outcome; it may be called from any thread.</summary>
    public async Task<ImageRecord> PullAsync(PullRequest request, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        var reference = request.Reference.WithDefaultTag();
        var repository = registry.Repository(reference, request.Credentials);
        var platform = request.Platform ?? Platform.Host;
        using var blobs = content.Hold();
        using var unpacked = layers.Hold();
        if (await FindCurrentAsync(repository, request.Platform, cancellation).ConfigureAwait(false) is { } current)
        {
            Announce(reference, progress);
            return Finish(reference, current.Image, current.Digest, isNew: false, progress);
        }

        var remote = await RemoteImageResolver.ResolveAsync(repository, platform, cancellation).ConfigureAwait(false);
        Announce(reference, progress);
        var (image, isNew) = await FetchAsync(repository, remote, request, progress, cancellation).ConfigureAwait(false);
        return Finish(reference, image, remote.Digest, isNew | Name(reference, image, remote), progress);
    }

    /// <summary>Pulls every tag of a repository.</summary>
    public async Task<IReadOnlyList<ImageRecord>> PullAllAsync(PullRequest request, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        var repository = registry.Repository(request.Reference, request.Credentials);
        var pulled = new List<ImageRecord>();
        foreach (var tag in await repository.ListTagsAsync(cancellation).ConfigureAwait(false))
        {
            pulled.Add(await PullAsync(request with { Reference = request.Reference with { Tag = tag } }, progress, cancellation).ConfigureAwait(false));
        }

        return pulled;
    }

    private static void Announce(Reference reference, Action<ImageProgress> progress) => progress(new ImageProgress
    {
        // docker says the repository without its registry.
        Status = "Pulling from " + reference.Path,
        Id = reference.TagOrDigest,
        IsNote = true,
    });

    private static ImageRecord Finish(Reference reference, ImageRecord image, Digest digest, bool isNew, Action<ImageProgress> progress)
    {
        progress(new ImageProgress { Status = $"Digest: {digest}" });
        progress(new ImageProgress
        {
            Status = (isNew ? "Status: Downloaded newer image for " : "Status: Image is up to date for ") + reference.FamiliarText,
        });
        return image;
    }

    /// <summary>
    /// The image that is here, if the registry still means the same by the name. A question for the digest is cheap, and does not count
    /// against a limit on pulls.
    /// </summary>
    private async Task<(ImageRecord Image, Digest Digest)?> FindCurrentAsync(RepositoryClient repository, Platform? platform, CancellationToken cancellation)
    {
        var reference = repository.Reference;
        if (images.FindTarget(reference) is not { } target
            || images.PlatformsOf(reference.CanonicalText).FirstOrDefault(image => image.Platform.Matches(platform ?? Platform.Host)) is not { } image)
        {
            return null;
        }

        if ((target.Index ?? (image.Manifests is [.., var last] ? last.Digest : null)) is not { } known)
        {
            return null;
        }

        var isCurrent = reference.Digest == known
            || (images.FindTarget(reference with { Tag = null, Digest = known }) is not null && await DigestOfAsync(repository, cancellation).ConfigureAwait(false) == known);
        return isCurrent ? (image, known) : null;
    }

    private static async Task<Digest?> DigestOfAsync(RepositoryClient repository, CancellationToken cancellation)
    {
        try
        {
            return (await repository.HeadManifestAsync(repository.Reference.TagOrDigest!, cancellation).ConfigureAwait(false)).Digest;
        }
        catch (RegistryException)
        {
            // The whole question is asked next, and its failure is the one to tell.
            return null;
        }
    }

    private async Task<(ImageRecord Image, bool IsNew)> FetchAsync(
        RepositoryClient repository, RemoteImage remote, PullRequest request, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        var config = await ConfigAsync(repository, remote, cancellation).ConfigureAwait(false);
        var document = ImageDocuments.ParseConfig(config);
        CheckPlatform(document, remote, request);
        var diffIds = document.RootFs!.DiffIds ?? [];
        if (diffIds.Count != remote.Layers.Count)
        {
            throw ImageErrors.Invalid($"invalid manifest {remote.Manifest.Digest}: it has {remote.Layers.Count} layers, its configuration {diffIds.Count}");
        }

        var isNew = images.Find(remote.Config.Digest) is null;
        if (isNew)
        {
            await new LayerFetch(layers, transfers, progress, time).RunAsync(repository, remote.Layers, diffIds, cancellation).ConfigureAwait(false);
        }

        content.Put(remote.Manifest.Content);
        return (images.Add(config, manifest: remote.Manifest.Digest), isNew);
    }

    private async Task<byte[]> ConfigAsync(RepositoryClient repository, RemoteImage remote, CancellationToken cancellation) =>
        content.Contains(remote.Config.Digest)
            ? content.ReadAll(remote.Config.Digest, ImageDocuments.SizeLimit)
            : await repository.ReadBlobAsync(remote.Config, ImageDocuments.SizeLimit, cancellation).ConfigureAwait(false);

    // A name without an index has one platform, and whoever asked for another would be surprised at the first run.
    private static void CheckPlatform(ImageDocument document, RemoteImage remote, PullRequest request)
    {
        var actual = document.Platform;
        if (request.Platform is { } wanted && remote.Index is null && actual.Architecture.Length > 0 && !actual.Matches(wanted))
        {
            throw new ImageException(
                ImageErrorKind.NotFound,
                $"image with reference {request.Reference.FamiliarText} was found but its platform ({actual}) does not match the specified platform ({wanted})");
        }
    }

    /// <summary>Gives the image its names; true: the tag meant something else before.</summary>
    private bool Name(Reference reference, ImageRecord image, RemoteImage remote)
    {
        if (remote.Index is { } index)
        {
            content.Put(index.Content);
        }

        var former = images.FindTarget(reference);
        var target = Merge(former, image, remote.Index?.Digest);
        images.Name(reference with { Tag = null, Digest = remote.Digest }, target);
        if (reference.Digest is null)
        {
            images.Name(reference, target);
        }

        return !target.IsSame(former);
    }

    /// <summary>Images of the same index stay together, that of this machine's platform first.</summary>
    private ImageTarget Merge(ImageTarget? former, ImageRecord image, Digest? index)
    {
        if (index is null || former?.Index != index)
        {
            return new ImageTarget(image.Id) { Index = index };
        }

        List<Digest> all = [image.Id, .. former.Images.Where(id => id != image.Id)];
        var first = all.FindIndex(id => images.Find(id)?.Platform.Matches(Platform.Host) == true);
        var preferred = all[Math.Max(first, 0)];
        return new ImageTarget(preferred) { Index = index, Others = [.. all.Where(id => id != preferred)] };
    }
}
