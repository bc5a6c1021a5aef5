using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Snapshots;

namespace Davit.Images.Store;

/// <summary>Puts an <see cref="ImageRecord"/> together from what is stored.</summary>
internal static class ImageRecords
{
    /// <summary>Null: a layer is missing.</summary>
    public static ImageRecord? Create(StoredImage stored, ImageDocument document, LayerStore layers, IReadOnlyList<ImageManifest> manifests)
    {
        var chain = ChainId.OfAll(document.RootFs?.DiffIds ?? []);
        long size = 0;
        foreach (var id in chain)
        {
            if (layers.Find(id) is not { } layer)
            {
                return null;
            }

            size += layer.Size;
        }

        return new ImageRecord
        {
            Id = stored.Id,
            Document = document,
            ChainIds = chain,
            Manifests = manifests,
            Size = size,
            LastTagged = stored.LastTagged,
            Parent = stored.Parent,
        };
    }

    /// <summary>The set with every image's names filled in.</summary>
    public static ImageSet WithNames(ImageSet set)
    {
        var names = set.References
            .SelectMany(pair => pair.Value.Images.Where(set.Images.ContainsKey).Select(id => (Id: id, Name: Reference.Parse(pair.Key))))
            .ToLookup(pair => pair.Id, pair => pair.Name);
        var images = set.Images.ToBuilder();
        foreach (var group in names)
        {
            images[group.Key] = images[group.Key] with
            {
                Tags = [.. group.Where(name => name.Digest is null)],
                Digests = [.. group.Where(name => name.Digest is not null)],
            };
        }

        return set with { Images = images.ToImmutable() };
    }
}
