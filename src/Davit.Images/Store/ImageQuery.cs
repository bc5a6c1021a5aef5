using Davit.Oci;

namespace Davit.Images.Store;

/// <summary>Filters of <c>docker images</c>, with docker's rules.</summary>
internal static class ImageQuery
{
    public static IReadOnlyList<ImageRecord> Sorted(IEnumerable<ImageRecord> images) =>
        [.. images.OrderByDescending(image => image.Created).ThenBy(image => image.Id.Text, StringComparer.Ordinal)];

    public static IReadOnlyList<ImageRecord> Run(ImageSet set, ImageFilter filter)
    {
        var before = Bounds(set, filter.Before);
        var since = Bounds(set, filter.Since);
        var parents = set.Images.Values.Where(image => image.Parent is not null).Select(image => image.Parent!.Value).ToHashSet();
        var found = set.Images.Values
            .Where(image => before.All(bound => image.Created < bound) && since.All(bound => image.Created > bound))
            .Where(image => filter.Until is null || image.Created < filter.Until)
            .Where(image => HasLabels(image, filter))
            .Select(image => MatchNames(set, image, filter, parents.Contains(image.Id)))
            .OfType<ImageRecord>();
        return Sorted(found);
    }

    private static List<DateTimeOffset> Bounds(ImageSet set, IReadOnlyList<string> names) =>
        [.. names.Select(name => (set.Find(name) ?? throw ImageErrors.NotFound(name)).Created)];

    /// <summary>The image with the names that were asked for, or null.</summary>
    private static ImageRecord? MatchNames(ImageSet set, ImageRecord image, ImageFilter filter, bool isParent)
    {
        if (image.Tags.Count == 0 && image.Digests.Count == 0)
        {
            // A parent without a name is only a step of another image.
            return (filter.All || !isParent) && filter.Dangling != false && filter.References.Count == 0 ? image : null;
        }

        if (filter.Dangling == true && image.Tags.Count > 0)
        {
            return null;
        }

        // A name is listed once, with the image it means without a platform.
        bool IsWanted(Reference name) => set.FindTarget(name)?.Image == image.Id && (filter.References.Count == 0 || IsMatch(name, filter.References));
        List<Reference> tags = [.. image.Tags.Where(IsWanted)];
        List<Reference> digests = [.. image.Digests.Where(IsWanted)];
        return tags.Count + digests.Count == 0 ? null : image with { Tags = tags, Digests = digests };
    }

    private static bool IsMatch(Reference reference, IReadOnlyList<string> patterns) => patterns.Any(pattern =>
        Glob.Matches(pattern, reference.FamiliarText) || Glob.Matches(pattern, reference.FamiliarName));

    private static bool HasLabels(ImageRecord image, ImageFilter filter)
    {
        var labels = image.Config.Labels;
        return filter.Labels.All(wanted => HasLabel(labels, wanted)) && !filter.ExcludedLabels.Any(wanted => HasLabel(labels, wanted));
    }

    private static bool HasLabel(IReadOnlyDictionary<string, string>? labels, string wanted)
    {
        var equals = wanted.IndexOf('=', StringComparison.Ordinal);
        var key = equals < 0 ? wanted : wanted[..equals];
        return labels is not null && labels.TryGetValue(key, out var value) && (equals < 0 || value == wanted[(equals + 1)..]);
    }
}
