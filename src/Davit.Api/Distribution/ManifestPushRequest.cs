using System.Text.Json.Serialization;

namespace Davit.Api.Distribution;

/// <summary>
/// Body of <c>POST /davit/manifests/push</c>: an index to put under a name, after the manifests that it lists were made
/// known to the index's repository.
/// </summary>
public sealed record ManifestPushRequest
{
    /// <summary>Where the index goes: host, repository and tag.</summary>
    public string Target { get; set; } = "";

    public string MediaType { get; set; } = "";

    /// <summary>The index's bytes, base64; they are put as they are, so that the digest is the client's.</summary>
    public string Raw { get; set; } = "";

    /// <summary>
    /// Manifests of the index that are in other repositories of the same registry, as <c>host/repository@digest</c>:
    /// their blobs are mounted into the target's repository and their bytes put there.
    /// </summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>Plain HTTP and unknown certificates will do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Insecure { get; set; }
}
