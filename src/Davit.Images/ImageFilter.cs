namespace Davit.Images;

/// <summary>Filters of <c>docker images</c>; values of one key are alternatives (labels: all must hold), keys are all required.</summary>
public sealed record ImageFilter
{
    public bool? Dangling { get; init; }

    /// <summary>Also images that are only parents of others (<c>--all</c>).</summary>
    public bool All { get; init; }

    /// <summary><c>key</c> or <c>key=value</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary><c>label!</c>: none of these may hold.</summary>
    public IReadOnlyList<string> ExcludedLabels { get; init; } = [];

    /// <summary>Names of images; created before them.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    public IReadOnlyList<string> Since { get; init; } = [];

    /// <summary>Patterns such as <c>busy*:latest</c>.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Created before this moment.</summary>
    public DateTimeOffset? Until { get; init; }
}
