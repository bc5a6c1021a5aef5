namespace Davit.Api.Distribution;

/// <summary>Answer to <c>POST /davit/manifests/push</c>.</summary>
public sealed record ManifestPushResponse
{
    /// <summary>The digest the registry knows the index by.</summary>
    public string Digest { get; set; } = "";

    /// <summary>What was put for the request's sources, in their order: <c>host/repository@digest</c> in the target's repository.</summary>
    public IReadOnlyList<string> Pushed { get; set; } = [];
}
