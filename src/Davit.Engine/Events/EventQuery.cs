using Davit.Engine.Filtering;

namespace Davit.Engine.Events;

/// <summary>Which events: past ones from <see cref="Since"/>, coming ones up to <see cref="Until"/> (null: no end).</summary>
public sealed record EventQuery
{
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    public Filters Filters { get; init; } = Filters.None;
}
