namespace Davit.Api.Networks;

/// <summary>Answer to <c>POST /networks/prune</c>.</summary>
public sealed record NetworkPruneReport
{
    public IReadOnlyList<string>? NetworksDeleted { get; set; }
}
