using System.Collections.Immutable;
using Davit.Oci;

namespace Davit.Images.Store;

/// <summary>All images and names at one moment. Immutable: readers use one without a lock.</summary>
internal sealed record ImageSet
{
    public static ImageSet Empty { get; } = new();

    public ImmutableDictionary<Digest, ImageRecord> Images { get; init; } = ImmutableDictionary<Digest, ImageRecord>.Empty;

    /// <summary>Canonical text (tag or digest in it) → what it stands for.</summary>
    public ImmutableSortedDictionary<string, ImageTarget> References { get; init; } = ImmutableSortedDictionary.Create<string, ImageTarget>(StringComparer.Ordinal);

    /// <summary>The image that a user's word names: a reference, an id or the start of one. Null: none, or more than one.</summary>
    public ImageRecord? Find(string name)
    {
        if (Digest.TryParse(name, out var digest) || Digest.TryParse("sha256:" + name, out digest))
        {
            return Images.GetValueOrDefault(digest) ?? FindByReference(name);
        }

        return FindByReference(name) ?? FindByPrefix(name);
    }

    /// <summary>This set with the names of one image read anew.</summary>
    public ImageSet Refresh(Digest id)
    {
        if (!Images.TryGetValue(id, out var image))
        {
            return this;
        }

        var names = References.Where(pair => pair.Value.Has(id)).Select(pair => Reference.Parse(pair.Key)).ToList();
        return this with
        {
            Images = Images.SetItem(id, image with
            {
                Tags = [.. names.Where(name => name.Digest is null)],
                Digests = [.. names.Where(name => name.Digest is not null)],
            }),
        };
    }

    public bool HasChildren(Digest id) => Images.Values.Any(image => image.Parent == id);

    /// <summary>What a name stands for; null: it is none here. A name with tag and digest means the digest, as in docker.</summary>
    public ImageTarget? FindTarget(Reference reference)
    {
        var key = reference.Digest is null ? reference.WithDefaultTag() : reference with { Tag = null };
        return References.GetValueOrDefault(key.CanonicalText);
    }

    private ImageRecord? FindByReference(string name) =>
        Reference.TryParse(name, out var reference) && FindTarget(reference) is { } target ? Images.GetValueOrDefault(target.Image) : null;

    private ImageRecord? FindByPrefix(string name)
    {
        var prefix = name.StartsWith("sha256:", StringComparison.Ordinal) ? name[7..] : name;
        if (prefix.Length is 0 or > 64 || !prefix.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        ImageRecord? found = null;
        foreach (var (id, image) in Images)
        {
            if (id.Text.AsSpan(7).StartsWith(prefix, StringComparison.Ordinal))
            {
                if (found is not null)
                {
                    return null;
                }

                found = image;
            }
        }

        return found;
    }
}
