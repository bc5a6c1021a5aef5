using System.Text.Json;
using Davit.Images.Store;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Snapshots;

namespace Davit.Images.Building;

/// <summary><c>docker import</c>: an image of one layer from a root file system's archive.</summary>
public sealed class ImageImporter(ImageStore images, LayerStore layers, TimeProvider time)
{
    /// <summary>The archive may be plain, gzip or zstd. Wrong changes are refused before it is read.</summary>
    public async Task<ImageRecord> ImportAsync(Stream archive, ImportRequest request, CancellationToken cancellation)
    {
        var config = ConfigChanges.Apply(new ImageConfig(), request.Changes);
        var platform = request.Platform ?? Platform.Host;
        if (platform.Os != "linux")
        {
            throw ImageErrors.Parameter($"image operating system \"{platform.Os}\" cannot be used on this platform");
        }

        using var hold = layers.Hold();
        var layer = await layers.ApplyAsync(null, null, archive, cancellation);
        var now = time.GetUtcNow();
        var message = string.IsNullOrEmpty(request.Message) ? "Imported from " + request.Source : request.Message;
        var document = new ImageDocument
        {
            Architecture = platform.Architecture,
            Variant = platform.Variant,
            Os = platform.Os,
            Created = now,
            Comment = message,
            Config = config,
            History = [new HistoryEntry { Created = now, Comment = message }],
            RootFs = new RootFs { DiffIds = [layer.DiffId] },
        };
        var image = images.Add(JsonSerializer.SerializeToUtf8Bytes(document, ImageJson.Default.ImageDocument));
        return request.Reference is { } reference ? images.Tag(image.Id, reference) : image;
    }
}
