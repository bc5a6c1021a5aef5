namespace Davit.Api.Volumes;

/// <summary>Answer to <c>GET /volumes</c>.</summary>
public sealed record VolumeListResponse
{
    public IReadOnlyList<Volume>? Volumes { get; set; }

    public IReadOnlyList<string>? Warnings { get; set; }
}
