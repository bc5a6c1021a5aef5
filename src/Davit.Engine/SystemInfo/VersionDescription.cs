namespace Davit.Engine.SystemInfo;

/// <summary>What <c>version</c> shows of the server.</summary>
public sealed record VersionDescription
{
    public required string Version { get; init; }

    public required string ApiVersion { get; init; }

    public required string MinApiVersion { get; init; }

    public string GitCommit { get; init; } = "";

    public string Runtime { get; init; } = "";

    public string Os { get; init; } = "linux";

    public string Architecture { get; init; } = "";

    public string KernelVersion { get; init; } = "";

    public string BuildTime { get; init; } = "";

    public bool Experimental { get; init; }
}
