using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images.Building;

/// <summary>What <c>docker commit</c> makes an image of.</summary>
public sealed record CommitRequest
{
    /// <summary>The container's root; its writable layer becomes a layer of the image.</summary>
    public required OverlayMount Mount { get; init; }

    /// <summary>The image it was made from; null for an empty one.</summary>
    public ImageRecord? Base { get; init; }

    /// <summary>The container's configuration, which already includes the image's.</summary>
    public required ImageConfig Config { get; init; }

    public required string ContainerId { get; init; }

    public Reference? Reference { get; init; }

    /// <summary>Dockerfile instructions.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public string Author { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>The container's command line, for the history.</summary>
    public string CreatedBy { get; init; } = "";
}
