using System.Text.Json;
using Davit.Images.Store;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Snapshots;

namespace Davit.Images.Building;

/// <summary><c>docker commit</c>: an image from a container's writable layer. Pausing the container is the caller's part.</summary>
public sealed class ImageCommitter(ImageStore images, LayerStore layers, SnapshotStore snapshots, TimeProvider time)
{
    // The archive of nothing: two blocks of zeros. A container that changed nothing adds no layer, as in docker.
    private static readonly Digest EmptyLayer = Digest.Of(new byte[1024]);

    public async Task<ImageRecord> CommitAsync(CommitRequest request, CancellationToken cancellation)
    {
        var config = ConfigChanges.Apply(request.Config, request.Changes);
        using var hold = layers.Hold();
        var parent = request.Base is { ChainIds: [.., var top] } ? top : (Digest?)null;
        var layer = await Task.Factory.StartNew(
            () => WriteLayer(request.Mount, parent, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var document = Describe(request, config, layer);
        var image = images.Add(JsonSerializer.SerializeToUtf8Bytes(document, ImageJson.Default.ImageDocument), request.Base?.Id);
        return request.Reference is { } reference ? images.Tag(image.Id, reference) : image;
    }

    private Digest? WriteLayer(OverlayMount mount, Digest? parent, CancellationToken cancellation)
    {
        using var staged = snapshots.StageDiff(mount, cancellation);
        if (staged.DiffId == EmptyLayer)
        {
            return null;
        }

        return layers.Commit(staged, parent).DiffId;
    }

    private ImageDocument Describe(CommitRequest request, ImageConfig config, Digest? layer)
    {
        var now = time.GetUtcNow();
        var below = request.Base?.Document;
        var step = new HistoryEntry
        {
            Created = now,
            CreatedBy = request.CreatedBy,
            Author = Text(request.Author),
            Comment = Text(request.Message),
            EmptyLayer = layer is null,
        };
        var diffIds = request.Base?.DiffIds ?? [];
        return new ImageDocument
        {
            Architecture = below?.Architecture ?? Platform.Host.Architecture,
            Variant = below?.Variant,
            Os = "linux",
            OsVersion = below?.OsVersion,
            OsFeatures = below?.OsFeatures,
            Author = Text(request.Author),
            Comment = Text(request.Message),
            Created = now,
            Container = request.ContainerId,
            ContainerConfig = request.Config,
            Config = config,
            History = [.. below?.History ?? [], step],
            RootFs = new RootFs { DiffIds = layer is { } added ? [.. diffIds, added] : diffIds },
        };
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
