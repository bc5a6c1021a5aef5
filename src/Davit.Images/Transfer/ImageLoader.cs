using Davit.Images.Store;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Snapshots;
using Davit.Storage.Streams;

namespace Davit.Images.Transfer;

/// <summary>Reads docker archives (old and new) and OCI layouts, plain or compressed, from a stream that cannot seek.</summary>
public sealed class ImageLoader(ImageStore images, LayerStore layers)
{
    /// <summary>
    /// Loads every image of the archive, or none if one of them is bad. Progress ends with docker's <c>Loaded image: …</c> lines; it is
    /// called on a thread of the load, one call at a time.
    /// </summary>
    public Task<IReadOnlyList<ImageRecord>> LoadAsync(Stream archive, IReadOnlyList<Platform> platforms, Action<ImageProgress> progress, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Load(archive, platforms, progress, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private IReadOnlyList<ImageRecord> Load(Stream archive, IReadOnlyList<Platform> platforms, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        using var hold = layers.Hold();
        var input = PumpedStream.Wrap(archive, cancellation);
        try
        {
            using var contents = new ArchiveScanner(layers, progress).Scan(input, cancellation);
            var plans = ReadPlans(contents, platforms);
            foreach (var plan in plans)
            {
                PlaceLayers(plan, cancellation);
            }

            var named = new Dictionary<string, ImageTarget>(StringComparer.Ordinal);
            return [.. plans.Select(plan => AddImage(plan, named, progress))];
        }
        finally
        {
            if (input != archive)
            {
                input.Dispose();
            }
        }
    }

    private static IReadOnlyList<LoadPlan> ReadPlans(ArchiveContents contents, IReadOnlyList<Platform> platforms)
    {
        if (contents.FindDocument(DockerArchive.ManifestName) is { } manifest)
        {
            return Select(DockerArchive.Read(contents, manifest), platforms);
        }

        if (contents.FindDocument(OciArchive.IndexName) is { } index)
        {
            return OciArchive.Read(contents, index, platforms);
        }

        if (contents.FindDocument(LegacyArchive.RepositoriesName) is { } repositories)
        {
            return Select(LegacyArchive.Read(contents, repositories), platforms);
        }

        var hint = contents.Names.Any(name => name is "etc" or "bin" or "usr" || name.StartsWith("etc/", StringComparison.Ordinal))
            ? "; it looks like a root file system, which 'import' reads"
            : "";
        throw ImageErrors.Invalid("this is no image archive: it has neither manifest.json nor index.json" + hint);
    }

    /// <summary>The images for the platforms that were asked for; all, if none was.</summary>
    private static List<LoadPlan> Select(IReadOnlyList<LoadPlan> plans, IReadOnlyList<Platform> platforms)
    {
        List<LoadPlan> fitting = [.. plans.Where(plan => platforms.Count == 0 || platforms.Any(plan.Document.Platform.Matches))];
        return fitting.Count > 0 || plans.Count == 0
            ? fitting
            : throw new ImageException(ImageErrorKind.NotFound, $"the archive has no image for the platform {string.Join(", ", platforms)}");
    }

    private void PlaceLayers(LoadPlan plan, CancellationToken cancellation)
    {
        var diffIds = plan.Document.RootFs!.DiffIds ?? [];
        Digest? parent = null;
        for (var i = 0; i < diffIds.Count; i++)
        {
            parent = PlaceLayer(plan.Layers[i], diffIds[i], parent, cancellation).ChainId;
        }
    }

    private LayerRecord PlaceLayer(ArchiveItem? item, Digest diffId, Digest? parent, CancellationToken cancellation)
    {
        if (layers.Find(ChainId.Of(parent, diffId)) is { } existing)
        {
            return existing;
        }

        if (item?.Layer is { Committed: false } staged)
        {
            return layers.Commit(staged, parent);
        }

        return layers.FindTwin(diffId) is null
            ? throw ImageErrors.Invalid($"invalid image archive: layer {diffId} is missing")
            : layers.CopyAsync(diffId, parent, cancellation).GetAwaiter().GetResult();
    }

    private ImageRecord AddImage(LoadPlan plan, Dictionary<string, ImageTarget> named, Action<ImageProgress> progress)
    {
        var image = images.Add(plan.Config);
        foreach (var name in plan.Names)
        {
            if (named.TryGetValue(name.CanonicalText, out var target) && !target.Has(image.Id))
            {
                // Another platform of a name that this archive brought: both stay under it.
                named[name.CanonicalText] = target with { Others = [.. target.Others, image.Id] };
                images.Name(name, named[name.CanonicalText]);
                continue;
            }

            ReportReplaced(name, image.Id, progress);
            image = images.Tag(image.Id, name);
            named[name.CanonicalText] = new ImageTarget(image.Id);
            progress(new ImageProgress { Stream = $"Loaded image: {name.FamiliarText}\n" });
        }

        if (plan.Names.Count == 0)
        {
            progress(new ImageProgress { Stream = $"Loaded image ID: {image.Id}\n" });
        }

        return image;
    }

    private void ReportReplaced(Reference name, Digest id, Action<ImageProgress> progress)
    {
        if (images.Find(name.CanonicalText) is { } former && former.Id != id)
        {
            progress(new ImageProgress
            {
                Stream = $"The image {name.FamiliarText} already exists, renaming the old one with ID {former.Id} to empty string\n",
            });
        }
    }
}
