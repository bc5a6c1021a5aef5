using Davit.Oci;

namespace Davit.Images;

/// <summary>
/// What a name stands for: an image, and where it came from an index, that document and its images for other platforms that are here.
/// Immutable.
/// </summary>
public sealed record ImageTarget(Digest Image)
{
    /// <summary>The index (or manifest list) the name has in its registry; null: the name is that of one manifest.</summary>
    public Digest? Index { get; init; }

    /// <summary>Images for other platforms under this name.</summary>
    public IReadOnlyList<Digest> Others { get; init; } = [];

    /// <summary>All images, the one that is meant without a platform first.</summary>
    public IEnumerable<Digest> Images => [Image, .. Others];

    public bool Has(Digest id) => Image == id || Others.Contains(id);

    /// <summary>This target without one of its images; null: it was the only one.</summary>
    public ImageTarget? Without(Digest id)
    {
        List<Digest> rest = [.. Images.Where(image => image != id)];
        return rest.Count == 0 ? null : this with { Image = rest[0], Others = [.. rest.Skip(1)] };
    }

    public bool IsSame(ImageTarget? other) =>
        other is not null && Image == other.Image && Index == other.Index && Others.SequenceEqual(other.Others);
}
