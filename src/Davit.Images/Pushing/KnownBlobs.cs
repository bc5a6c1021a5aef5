using Davit.Images.Store;
using Davit.Oci;

namespace Davit.Images.Pushing;

/// <summary>What the records say about a layer's blobs: which there are, and which repositories have them. A view at one moment.</summary>
internal sealed class KnownBlobs
{
    private readonly ILookup<Digest, Descriptor> byLayer;
    private readonly ILookup<Digest, Reference> byBlob;

    public KnownBlobs(ImageSet set)
    {
        var all = set.Images.Values
            .SelectMany(image => image.Manifests.Where(manifest => manifest.Layers.Count == image.DiffIds.Count)
                .SelectMany(manifest => manifest.Layers.Select((blob, index) => (Image: image, Blob: blob, Layer: image.DiffIds[index]))))
            .ToList();
        byLayer = all.ToLookup(entry => entry.Layer, entry => entry.Blob);
        byBlob = all.SelectMany(entry => entry.Image.Digests.Select(name => (entry.Blob.Digest, Name: name)))
            .ToLookup(entry => entry.Digest, entry => entry.Name);
    }

    /// <summary>The blobs that unpack to this layer, the one that a manifest has at this place first.</summary>
    public IEnumerable<Descriptor> Of(Digest diffId, Descriptor? preferred) =>
        (preferred is null ? [] : byLayer[diffId].Where(blob => blob.Digest == preferred.Digest)).Concat(byLayer[diffId]).DistinctBy(blob => blob.Digest);

    /// <summary>Other repositories of a registry that have the blob.</summary>
    public IEnumerable<string> Sources(Digest blob, Reference target) =>
        byBlob[blob].Where(name => name.Domain == target.Domain && name.Path != target.Path).Select(name => name.Path).Distinct(StringComparer.Ordinal);
}
