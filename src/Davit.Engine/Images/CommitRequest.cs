using Davit.Engine.Containers;

namespace Davit.Engine.Images;

/// <summary>A container to make an image of.</summary>
public sealed record CommitRequest
{
    public required string Container { get; init; }

    public string Repository { get; init; } = "";

    public string Tag { get; init; } = "";

    public string Comment { get; init; } = "";

    public string Author { get; init; } = "";

    public bool Pause { get; init; } = true;

    /// <summary>Dockerfile instructions.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Null: the container's own configuration.</summary>
    public ContainerConfig? Config { get; init; }
}
