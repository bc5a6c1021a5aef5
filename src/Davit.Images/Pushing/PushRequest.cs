using Davit.Oci;
using Davit.Registry;

namespace Davit.Images.Pushing;

/// <summary>What to push, and as whom.</summary>
public sealed record PushRequest
{
    /// <summary>With a tag.</summary>
    public required Reference Reference { get; init; }

    /// <summary>Only the image for this platform; null: all that the name stands for.</summary>
    public Platform? Platform { get; init; }

    public RegistryCredentials? Credentials { get; init; }
}
