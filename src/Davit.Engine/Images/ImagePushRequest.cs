using Davit.Engine.Registries;

namespace Davit.Engine.Images;

/// <summary>What to push.</summary>
public sealed record ImagePushRequest
{
    public required string Name { get; init; }

    /// <summary>Empty: that of the name, or all tags if it has none.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Only the image for this platform; null: all that the name stands for.</summary>
    public Davit.Oci.Platform? Platform { get; init; }

    public Credentials? Credentials { get; init; }
}
