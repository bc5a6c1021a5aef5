using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage;
using Davit.Storage.Content;

namespace Davit.Images.Store;

/// <summary>Which blobs the records name, and the manifests among them.</summary>
internal static class ImageBlobs
{
    /// <summary>Every blob that an image or a name needs or may use: configurations, manifests, their layers, indexes.</summary>
    public static IReadOnlySet<Digest> Used(ImageSet set)
    {
        var used = new HashSet<Digest>();
        foreach (var image in set.Images.Values)
        {
            used.Add(image.Id);
            foreach (var manifest in image.Manifests)
            {
                used.Add(manifest.Digest);
                used.UnionWith(manifest.Layers.Select(layer => layer.Digest));
            }
        }

        used.UnionWith(set.References.Values.Where(target => target.Index is not null).Select(target => target.Index!.Value));
        return used;
    }

    /// <summary>The manifests that can be read; one that is damaged or gone makes a push write a new one, nothing else.</summary>
    public static IReadOnlyList<ImageManifest> Read(ContentStore content, IReadOnlyList<Digest> digests)
    {
        var manifests = new List<ImageManifest>();
        foreach (var digest in digests)
        {
            try
            {
                var json = content.ReadAll(digest, ImageDocuments.SizeLimit);
                manifests.Add(new ImageManifest(digest, json.Length, ImageDocuments.Parse("image manifest", json, ImageJson.Default.Manifest)));
            }
            catch (Exception failure) when (failure is StorageException or ImageException or IOException)
            {
            }
        }

        return manifests;
    }
}
