using Davit.Engine.Filtering;

namespace Davit.Engine.Images;

/// <summary>What to list.</summary>
public sealed record ImageListOptions(bool All, bool SharedSize, Filters Filters)
{
    /// <summary>Also the manifests behind each name.</summary>
    public bool Manifests { get; init; }
}
