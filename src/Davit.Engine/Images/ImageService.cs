using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Filtering;
using Davit.Images;
using Davit.Images.Building;
using Davit.Images.Transfer;
using Davit.Oci;
using Davit.Storage.Content;

namespace Davit.Engine.Images;

/// <summary>Images. References are names with tag or digest, ids or unambiguous prefixes of ids.</summary>
public sealed class ImageService
{
    private readonly EngineCore core;
    private readonly ImageLoader loader;
    private readonly ImageSaver saver;
    private readonly ImageImporter importer;
    private readonly ImageCommitter committer;
    private readonly ImageVariants variants;

    internal ImageService(EngineCore core, ContentStore content)
    {
        this.core = core;
        variants = new ImageVariants(core, content);
        loader = new ImageLoader(core.Images, core.Layers);
        saver = new ImageSaver(core.Images, content, core.Layers);
        importer = new ImageImporter(core.Images, core.Layers, core.Time);
        committer = new ImageCommitter(core.Images, core.Layers, core.Snapshots, core.Time);
    }

    public Task<IReadOnlyList<ImageSummary>> ListAsync(ImageListOptions options, CancellationToken cancellation)
    {
        var images = PartErrors.Guard(() => core.Images.List(ImageQueries.Filter(options, core.Now)));
        var shared = options.SharedSize ? SharedSizes.Of(core) : null;
        var users = core.Registry.All.ToLookup(container => container.Record.ImageId);
        return Task.FromResult<IReadOnlyList<ImageSummary>>(
            [
            .. images.Select(image => ImageQueries.Summary(image, shared, options.SharedSize ? users[image.Id.Text].Count() : -1) with
            {
                Descriptor = variants.DescriptorOf(image),
                Manifests = options.Manifests ? variants.Of(image) : null,
            }),
        ]);
    }

    /// <param name="reference">The image.</param>
    /// <param name="platform">The platform of a name that has several; null: the one that is meant.</param>
    /// <param name="manifests">Also what else is behind the name.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<ImageInspection> InspectAsync(string reference, Platform? platform, bool manifests, CancellationToken cancellation)
    {
        if (platform is not null && manifests)
        {
            throw EngineException.Invalid("conflicting options: manifests and platform options cannot both be set");
        }

        var image = Resolve(reference, platform);
        return Task.FromResult(ImageQueries.Inspect(image, core) with
        {
            Descriptor = platform is null ? variants.DescriptorOf(image) : image.Manifests is [.., var last] ? last.ToDescriptor() with { Platform = image.Platform } : null,
            Manifests = manifests ? variants.Of(image) : null,
        });
    }

    public Task<IReadOnlyList<ImageHistoryEntry>> HistoryAsync(string reference, Platform? platform, CancellationToken cancellation)
    {
        var lines = PartErrors.Guard(() => core.Images.History(Resolve(reference, platform)));
        return Task.FromResult<IReadOnlyList<ImageHistoryEntry>>(
        [
            .. lines.Select(line => new ImageHistoryEntry
            {
                Id = line.Id,
                Created = line.Created,
                CreatedBy = line.CreatedBy,
                Tags = line.Tags,
                Size = line.Size,
                Comment = line.Comment,
            }),
        ]);
    }

    public Task TagAsync(string reference, string repository, string tag, CancellationToken cancellation)
    {
        var image = Resolve(reference);
        var name = ImageQueries.Name(repository, tag) ?? throw EngineException.Invalid("repository name must not be empty");
        PartErrors.Guard(() => core.Images.Tag(image.Id, name));
        core.Events.Image("tag", image.Id.Text, name.FamiliarText, image.Config.Labels);
        return Task.CompletedTask;
    }

    /// <summary>Removes a name and what only it had; with platforms, only the images for those.</summary>
    public async Task<IReadOnlyList<ImageDeletion>> RemoveAsync(
        string reference, bool force, bool prune, IReadOnlyList<Platform> platforms, CancellationToken cancellation)
    {
        var deletions = new List<ImageDeletion>();
        foreach (var platform in platforms.Count > 0 ? platforms.Cast<Platform?>() : [null])
        {
            var image = Resolve(reference, platform);
            var gone = await Task.Run(() => PartErrors.Guard(() => Remove(reference, platform, force, prune)), cancellation).ConfigureAwait(false);
            Publish(image, gone);
            deletions.AddRange(gone);
        }

        return deletions;
    }

    /// <summary>Reads an archive of images; progress is reported in order.</summary>
    public async Task LoadAsync(Stream archive, bool quiet, IReadOnlyList<Platform> platforms, IProgress<ImageProgress> progress, CancellationToken cancellation)
    {
        var loaded = await PartErrors.GuardAsync(() => loader.LoadAsync(
            archive,
            platforms,
            message =>
            {
                if (!quiet || message.Stream is not null)
                {
                    progress.Report(ImageQueries.Progress(message));
                }
            },
            cancellation)).ConfigureAwait(false);
        foreach (var image in loaded)
        {
            core.Events.Image("load", image.Id.Text, image.Tags.Count > 0 ? image.Tags[0].FamiliarText : image.Id.Text, image.Config.Labels);
        }
    }

    /// <summary>An archive of these images.</summary>
    public Task<StreamProducer> SaveAsync(IReadOnlyList<string> references, IReadOnlyList<Platform> platforms, CancellationToken cancellation)
    {
        var images = references.Select(reference => Resolve(reference, platforms.Count > 0 ? platforms[0] : null)).ToList();
        return Task.FromResult<StreamProducer>(async (output, stop) =>
        {
            await saver.SaveAsync(references, platforms, output, stop).ConfigureAwait(false);
            foreach (var (image, name) in images.Zip(references))
            {
                core.Events.Image("save", image.Id.Text, name, image.Config.Labels);
            }
        });
    }

    /// <summary>Returns the new image's id.</summary>
    public async Task<string> ImportAsync(Stream archive, ImageImportRequest request, IProgress<ImageProgress> progress, CancellationToken cancellation)
    {
        var name = ImageQueries.Name(request.Repository, request.Tag);
        var platform = ImageQueries.Platform(request.Platform);
        var image = await PartErrors.GuardAsync(() => importer.ImportAsync(
            archive,
            new ImportRequest
            {
                Reference = name,
                Changes = request.Changes,
                Message = request.Message.Length > 0 ? request.Message : null,
                Platform = platform,
            },
            cancellation)).ConfigureAwait(false);
        core.Events.Image("import", image.Id.Text, name?.FamiliarText ?? image.Id.Text, image.Config.Labels);
        return image.Id.Text;
    }

    /// <summary>Returns the new image's id.</summary>
    public async Task<string> CommitAsync(CommitRequest request, CancellationToken cancellation)
    {
        var container = core.Registry.Resolve(request.Container);
        var name = ImageQueries.Name(request.Repository, request.Tag);
        var record = container.Record;
        if (record.State.Status is ContainerStatus.Removing or ContainerStatus.Dead)
        {
            throw EngineException.Conflict($"You cannot commit container {record.Id} which is {record.State.Status}");
        }

        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var paused = request.Pause && container.Record.State.Status == ContainerStatus.Running && container.Task is { } shim ? shim : null;
        if (paused is not null)
        {
            await PartErrors.GuardAsync(() => paused.PauseAsync(cancellation)).ConfigureAwait(false);
            core.Events.Container(record, "pause");
        }

        try
        {
            var image = await PartErrors.GuardAsync(() => committer.CommitAsync(ImageQueries.Commit(request, record, name, core), cancellation)).ConfigureAwait(false);
            core.Events.Image("create", image.Id.Text, image.Id.Text, image.Config.Labels);
            if (name is not null)
            {
                core.Events.Image("tag", image.Id.Text, name.FamiliarText, image.Config.Labels);
            }

            core.Events.Container(record, "commit", ("comment", request.Comment), ("imageID", image.Id.Text), ("imageRef", name?.FamiliarText ?? ""));
            return image.Id.Text;
        }
        finally
        {
            if (paused is not null)
            {
                await PartErrors.GuardAsync(() => paused.ResumeAsync(CancellationToken.None)).ConfigureAwait(false);
                core.Events.Container(record, "unpause");
            }
        }
    }

    public async Task<ImagePruneResult> PruneAsync(Filters filters, CancellationToken cancellation)
    {
        filters.Accept("dangling", "label", "label!", "until");
        var dangling = filters.GetSwitch("dangling") ?? true;
        var until = FilterTimes.Until(filters, core.Now);
        var used = core.Registry.All.Select(container => container.Record.ImageId).ToHashSet(StringComparer.Ordinal);
        var before = core.Images.LayersSize();
        var deleted = new List<ImageDeletion>();
        foreach (var image in core.Images.List())
        {
            cancellation.ThrowIfCancellationRequested();
            if (used.Contains(image.Id.Text) || (dangling && image.Tags.Count > 0) || (until is { } limit && image.Created >= limit) || !filters.MatchLabels(image.Config.Labels))
            {
                continue;
            }

            deleted.AddRange(await RemoveAllAsync(image, cancellation).ConfigureAwait(false));
        }

        var reclaimed = Math.Max(0, before - core.Images.LayersSize());
        core.Events.Publish("image", "prune", "", new Dictionary<string, string> { ["reclaimed"] = reclaimed.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return new ImagePruneResult(deleted, reclaimed);
    }

    private async Task<IReadOnlyList<ImageDeletion>> RemoveAllAsync(ImageRecord image, CancellationToken cancellation)
    {
        var deleted = new List<ImageDeletion>();
        IEnumerable<string> names = image.Tags.Count > 0 ? image.Tags.Select(tag => tag.FamiliarText) : [image.Id.Text];
        foreach (var name in names)
        {
            try
            {
                deleted.AddRange(await RemoveAsync(name, false, true, [], cancellation).ConfigureAwait(false));
            }
            catch (EngineException failure) when (failure.Kind is ErrorKind.Conflict or ErrorKind.NotFound)
            {
                // Used or gone in the meantime: prune leaves it.
                core.Log.Debug($"image prune: {failure.Message}");
            }
        }

        return deleted;
    }

    private ImageRecord Resolve(string reference, Platform? platform) => PartErrors.Guard(() => core.Images.Resolve(reference, platform));

    private ImageRecord Resolve(string reference) => PartErrors.Guard(() => core.Images.Resolve(reference));

    private List<ImageDeletion> Remove(string reference, Platform? platform, bool force, bool prune)
    {
        var users = core.Registry.All.Select(container => container.Record)
            .Where(record => Digest.TryParse(record.ImageId, out _))
            .ToLookup(record => Digest.Parse(record.ImageId), record => new ImageUser(record.Id, record.State.IsRunning));
        var removal = new ImageRemoval { Name = reference, Platform = platform, Force = force, Prune = prune, Users = users };
        return [.. core.Images.Remove(removal).Select(line => new ImageDeletion(line.Untagged, line.Deleted))];
    }

    private void Publish(ImageRecord image, IReadOnlyList<ImageDeletion> deletions)
    {
        foreach (var line in deletions)
        {
            if (line.Untagged is { } name)
            {
                core.Events.Image("untag", image.Id.Text, name, image.Config.Labels);
            }
            else if (line.Deleted == image.Id.Text)
            {
                core.Events.Image("delete", image.Id.Text, image.Id.Text, image.Config.Labels);
            }
        }
    }
}
