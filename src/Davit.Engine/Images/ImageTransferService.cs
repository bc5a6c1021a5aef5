using Davit.Engine.Events;
using Davit.Images.Pulling;
using Davit.Images.Pushing;
using Davit.Registry;
using Davit.Storage.Content;

namespace Davit.Engine.Images;

/// <summary>Images from and to registries. Progress is docker's and may come from any thread.</summary>
public sealed class ImageTransferService
{
    private readonly EngineCore core;
    private readonly ImagePuller puller;
    private readonly ImagePusher pusher;

    internal ImageTransferService(EngineCore core, ContentStore content, RegistryClient registry)
    {
        this.core = core;
        puller = new ImagePuller(core.Images, content, core.Layers, registry, core.Options.ConcurrentDownloads, core.Time);
        pusher = new ImagePusher(core.Images, content, core.Layers, registry, core.Options.ConcurrentUploads, core.Time);
    }

    /// <summary>Pulls a name, or all tags of a repository. A pull that ends early leaves no image, and what it fetched for the next one.</summary>
    public async Task PullAsync(ImagePullRequest request, IProgress<ImageProgress> progress, CancellationToken cancellation)
    {
        var reference = ImageReferences.Parse(request.Name, request.Tag);
        var pull = new PullRequest
        {
            Reference = reference,
            Platform = ImageQueries.Platform(request.Platform),
            Credentials = request.Credentials?.ToRegistry(),
        };
        try
        {
            await PartErrors.GuardAsync(() => reference is { Tag: null, Digest: null }
                ? puller.PullAllAsync(pull, message => progress.Report(ImageQueries.Progress(message)), cancellation)
                : (Task)puller.PullAsync(pull, message => progress.Report(ImageQueries.Progress(message)), cancellation)).ConfigureAwait(false);
        }
        finally
        {
            core.Images.CollectGarbage();
        }

        core.Events.Image("pull", reference.FamiliarText, reference.FamiliarName, null);
    }

    /// <summary>Pushes a tag, or all tags of a repository.</summary>
    public async Task PushAsync(ImagePushRequest request, IProgress<ImageProgress> progress, CancellationToken cancellation)
    {
        var reference = ImageReferences.Parse(request.Name, request.Tag);
        if (reference.Digest is not null)
        {
            throw EngineException.Invalid("cannot push a digest reference");
        }

        var tags = reference.Tag is null ? PartErrors.Guard(() => pusher.TagsOf(reference)) : [reference];
        try
        {
            foreach (var tag in tags)
            {
                await PartErrors.GuardAsync(() => pusher.PushAsync(
                    new PushRequest { Reference = tag, Platform = request.Platform, Credentials = request.Credentials?.ToRegistry() },
                    message => progress.Report(ImageQueries.Progress(message)),
                    cancellation)).ConfigureAwait(false);
            }
        }
        finally
        {
            core.Images.CollectGarbage();
        }

        core.Events.Image("push", reference.FamiliarText, reference.FamiliarName, null);
    }
}
