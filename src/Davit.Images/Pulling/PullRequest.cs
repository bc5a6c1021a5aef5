using Davit.Oci;
using Davit.Registry;

namespace Davit.Images.Pulling;

/// <summary>What to pull.</summary>
public sealed record PullRequest
{
    /// <summary>With a tag or a digest.</summary>
    public required Reference Reference { get; init; }

    /// <summary>Null: that of this machine.</summary>
    public Platform? Platform { get; init; }

    public RegistryCredentials? Credentials { get; init; }
}
