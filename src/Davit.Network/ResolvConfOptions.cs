namespace Davit.Network;

/// <summary>What the user asked for with <c>--dns</c>, <c>--dns-search</c> and <c>--dns-option</c>; empty lists: the host's.</summary>
public sealed record ResolvConfOptions
{
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>A single <c>.</c> means none.</summary>
    public IReadOnlyList<string> Search { get; init; } = [];

    public IReadOnlyList<string> Options { get; init; } = [];
}
