using Davit.Images;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Content;

namespace Davit.Engine.Images;

/// <summary>What stands behind an image's names: the manifests of their index, or the image's own.</summary>
internal sealed class ImageVariants(EngineCore core, ContentStore content)
{
    /// <summary>The index of an image, or its manifest; null: it has neither, no registry knows it.</summary>
    public Descriptor? DescriptorOf(ImageRecord image) => TargetOf(image)?.Index is { } index && core.Images.ReadIndex(index) is { } document
        ? new Descriptor { MediaType = document.MediaType ?? MediaTypes.OciIndex, Digest = index, Size = content.SizeOf(index) ?? 0 }
        : image.Manifests is [.., var last] ? last.ToDescriptor() : null;

    public IReadOnlyList<ImageVariant> Of(ImageRecord image)
    {
        var target = TargetOf(image);
        if (target?.Index is not { } index || core.Images.ReadIndex(index) is not { } document)
        {
            return [Local(image, image.Manifests is [.., var last] ? last.ToDescriptor() : null)];
        }

        var local = target.Images.Select(core.Images.Find).OfType<ImageRecord>()
            .SelectMany(found => found.Manifests.Select(manifest => (manifest.Digest, Image: found)))
            .DistinctBy(pair => pair.Digest)
            .ToDictionary(pair => pair.Digest, pair => pair.Image);
        return
        [
            .. (document.Manifests ?? []).Select(entry => local.TryGetValue(entry.Digest, out var found)
                ? Local(found, entry)
                : new ImageVariant { Id = entry.Digest, Descriptor = entry, Platform = entry.Platform, AttestationFor = entry.AttestationSubject }),
        ];
    }

    private ImageTarget? TargetOf(ImageRecord image) =>
        image.Tags.Concat(image.Digests).Select(core.Images.FindTarget).FirstOrDefault(target => target?.Index is not null);

    private ImageVariant Local(ImageRecord image, Descriptor? descriptor)
    {
        var blobs = image.Manifests is [.., var manifest] ? manifest.Layers.Sum(layer => content.SizeOf(layer.Digest) ?? 0) + manifest.Size : 0;
        var config = content.SizeOf(image.Id) ?? 0;
        return new ImageVariant
        {
            Id = descriptor?.Digest ?? image.Id,
            Descriptor = descriptor ?? new Descriptor { MediaType = MediaTypes.DockerConfig, Digest = image.Id, Size = config },
            IsAvailable = true,
            ContentSize = blobs + config,
            UnpackedSize = image.Size,
            Platform = image.Platform,
            Containers = [.. core.Registry.All.Where(container => container.Record.ImageId == image.Id.Text).Select(container => container.Record.Id)],
        };
    }
}
