namespace Davit.Registry;

/// <summary>What <c>docker search</c> looks for.</summary>
public sealed record SearchQuery
{
    public required string Term { get; init; }

    /// <summary>The registry; docker.io by default.</summary>
    public string Host { get; init; } = "docker.io";

    /// <summary>How many results at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Only official images, or only others.</summary>
    public bool? IsOfficial { get; init; }

    /// <summary>Only automated builds, or only others.</summary>
    public bool? IsAutomated { get; init; }

    /// <summary>Only images with at least this many stars.</summary>
    public int MinimumStars { get; init; }
}
