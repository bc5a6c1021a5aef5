using System.Text.Json;

using Davit.Oci;
using Davit.Storage;

namespace Davit.Images.Store;

/// <summary>The files of the image store: one per image, and one with all names so that moving a name is one atomic write.</summary>
internal sealed class ImageDirectory(string directory)
{
    private readonly string referencesPath = Path.Combine(directory, "references.json");

    public IReadOnlyList<StoredImage> ReadImages()
    {
        Directory.CreateDirectory(directory);
        var images = new List<StoredImage>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.json"))
        {
            if (Path.GetFileNameWithoutExtension(path).Length == 64
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), ImagesJson.Default.StoredImage) is { } image)
            {
                images.Add(image);
            }
        }

        return images;
    }

    public IReadOnlyDictionary<string, ImageTarget> ReadReferences() => File.Exists(referencesPath)
        ? JsonSerializer.Deserialize(File.ReadAllBytes(referencesPath), ImagesJson.Default.SortedDictionaryStringImageTarget) ?? []
        : [];

    public void Write(StoredImage image) =>
        RecordFile.Write(PathOf(image.Id), JsonSerializer.SerializeToUtf8Bytes(image, ImagesJson.Default.StoredImage));

    public void WriteReferences(IEnumerable<KeyValuePair<string, ImageTarget>> references)
    {
        var sorted = new SortedDictionary<string, ImageTarget>(StringComparer.Ordinal);
        foreach (var (name, target) in references)
        {
            sorted[name] = target;
        }

        RecordFile.Write(referencesPath, JsonSerializer.SerializeToUtf8Bytes(sorted, ImagesJson.Default.SortedDictionaryStringImageTarget));
    }

    public void Delete(Digest id) => RecordFile.Delete(PathOf(id));

    private string PathOf(Digest id) => Path.Combine(directory, id.Hex + ".json");
}
