using Davit.Images.Store;
using Davit.Oci;
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
    public Task<IReadOnlyList<ImageRecord>> LoadAsync(Stream archive, Action<ImageProgress> progress, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Load(archive, progress, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private IReadOnlyList<ImageRecord> Load(Stream archive, Action<ImageProgress> progress, CancellationToken cancellation)
    {
        using var hold = layers.Hold();
        var input = PumpedStream.Wrap(archive, cancellation);
        try
        {
            using var contents = new ArchiveScanner(layers, progress).Scan(input, cancellation);
            var plans = ReadPlans(contents);
            foreach (var plan in plans)
            {
                PlaceLayers(plan, cancellation);
            }

            return [.. plans.Select(plan => AddImage(plan, progress))];
        }
        finally
        {
            if (input != archive)
            {
                input.Dispose();
            }
        }
    }

    private static IReadOnlyList<LoadPlan> ReadPlans(ArchiveContents contents)
    {
        if (contents.FindDocument(DockerArchive.ManifestName) is { } manifest)
        {
            return DockerArchive.Read(contents, manifest);
        }

        if (contents.FindDocument(OciArchive.IndexName) is { } index)
        {
            return OciArchive.Read(contents, index);
        }

        if (contents.FindDocument(LegacyArchive.RepositoriesName) is { } repositories)
        {
            return LegacyArchive.Read(contents, repositories);
        }

        var hint = contents.Names.Any(name => name is "etc" or "bin" or "usr" || name.StartsWith("etc/", StringComparison.Ordinal))
            ? "; it looks like a root file system, which 'import' reads"
            : "";
        throw ImageErrors.Invalid("this is no image archive: it has neither manifest.json nor index.json" + hint);
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

        // The same layer on another parent: its directory is that of one chain, so it is unpacked again from there.
        var twin = layers.List().FirstOrDefault(layer => layer.DiffId == diffId)
            ?? throw ImageErrors.Invalid($"invalid image archive: layer {diffId} is missing");
        using var copy = layers.OpenArchive(twin.ChainId);
        return layers.ApplyAsync(diffId, parent, copy, cancellation).GetAwaiter().GetResult();
    }

    private ImageRecord AddImage(LoadPlan plan, Action<ImageProgress> progress)
    {
        var image = images.Add(plan.Config);
        foreach (var name in plan.Names)
        {
            ReportReplaced(name, image.Id, progress);
            image = images.Tag(image.Id, name);
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
