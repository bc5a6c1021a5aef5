using Davit.Oci;

namespace Davit.Images.Building;

/// <summary>What <c>docker import</c> makes of a root file system.</summary>
public sealed record ImportRequest
{
    public Reference? Reference { get; init; }

    /// <summary>Dockerfile instructions.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Null: <c>Imported from -</c>.</summary>
    public string? Message { get; init; }

    public Platform? Platform { get; init; }

    /// <summary>What the archive is called in the history, <c>-</c> by default.</summary>
    public string Source { get; init; } = "-";
}
