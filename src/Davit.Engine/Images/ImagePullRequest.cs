using Davit.Engine.Registries;

namespace Davit.Engine.Images;

/// <summary>What to pull.</summary>
public sealed record ImagePullRequest
{
    /// <summary>A name; without tag or digest here or in <see cref="Tag"/>: all tags.</summary>
    public required string Name { get; init; }

    /// <summary>A tag or a digest; empty: that of the name.</summary>
    public string Tag { get; init; } = "";

    /// <summary><c>os/arch/variant</c>; empty: this machine's.</summary>
    public string Platform { get; init; } = "";

    public Credentials? Credentials { get; init; }
}
