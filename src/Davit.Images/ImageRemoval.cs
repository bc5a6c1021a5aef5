namespace Davit.Images;

/// <summary>A request to remove an image.</summary>
public sealed record ImageRemoval
{
    /// <summary>A name, a digest or the start of an id.</summary>
    public required string Name { get; init; }

    /// <summary>Only the image for this platform; null: all under the name.</summary>
    public Davit.Oci.Platform? Platform { get; init; }

    public bool Force { get; init; }

    /// <summary>Also remove parents that have no name and no other child (docker's default; <c>--no-prune</c> switches it off).</summary>
    public bool Prune { get; init; } = true;

    /// <summary>Every container and the image it was made from.</summary>
    public required ILookup<Davit.Oci.Digest, ImageUser> Users { get; init; }
}
