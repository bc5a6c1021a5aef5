using Davit.Images.Store;
using Davit.Oci;

namespace Davit.Images.Transfer;

/// <summary>Which images, under which names, <c>docker save</c> means: an id brings no name, a repository all its tags.</summary>
internal static class SaveSelection
{
    public static IReadOnlyList<SavedImage> Select(ImageStore images, IReadOnlyList<string> names, IReadOnlyList<Platform> platforms)
    {
        if (names.Count == 0)
        {
            throw ImageErrors.Parameter("no image to save was named");
        }

        var order = new List<Digest>();
        var tags = new Dictionary<Digest, List<Reference>>();
        foreach (var (id, tag) in names.SelectMany(name => (platforms.Count > 0 ? platforms.Cast<Platform?>() : [null]).SelectMany(platform => SelectOne(images, name, platform))))
        {
            if (!tags.TryGetValue(id, out var list))
            {
                order.Add(id);
                tags[id] = list = [];
            }

            if (tag is not null && !list.Contains(tag))
            {
                list.Add(tag);
            }
        }

        return [.. order.Select(id => new SavedImage(images.Find(id)!, tags[id]))];
    }

    private static List<(Digest Id, Reference? Tag)> SelectOne(ImageStore images, string name, Platform? platform)
    {
        if (Reference.TryParse(name, out var reference) && reference is { Tag: null, Digest: null })
        {
            var all = images.List().SelectMany(image => image.Tags.Where(tag => tag.Name == reference.Name).Select(tag => (images.Resolve(tag.CanonicalText, platform).Id, (Reference?)tag))).Distinct().ToList();
            if (all.Count > 0)
            {
                return all;
            }
        }

        var found = images.Resolve(name, platform);
        return [(found.Id, found.Tags.FirstOrDefault(tag => reference is not null && tag.CanonicalText == reference.CanonicalText))];
    }
}
