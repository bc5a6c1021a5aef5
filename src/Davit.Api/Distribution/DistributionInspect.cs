using Davit.Api.Images;

namespace Davit.Api.Distribution;

/// <summary>Answer to <c>GET /distribution/{name}/json</c>: what a registry has under a name.</summary>
public sealed record DistributionInspect
{
    public OciDescriptor Descriptor { get; set; } = new();

    public IReadOnlyList<OciPlatform> Platforms { get; set; } = [];
}
