using Davit.Engine.Filtering;

namespace Davit.Engine.Images;

/// <summary>What to list.</summary>
public sealed record ImageListOptions(bool All, bool SharedSize, Filters Filters);
