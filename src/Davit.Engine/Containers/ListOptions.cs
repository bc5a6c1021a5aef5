using Davit.Engine.Filtering;

namespace Davit.Engine.Containers;

/// <summary>What to list.</summary>
public sealed record ListOptions
{
    /// <summary>Also containers that do not run.</summary>
    public bool All { get; init; }

    /// <summary>The newest N in any state; 0 or less: no limit.</summary>
    public int Limit { get; init; }

    public bool Size { get; init; }

    public Filters Filters { get; init; } = Filters.None;
}
