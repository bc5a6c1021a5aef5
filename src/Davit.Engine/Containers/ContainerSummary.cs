namespace Davit.Engine.Containers;

/// <summary>A line of <c>ps</c>.</summary>
public sealed record ContainerSummary
{
    public required ContainerRecord Record { get; init; }

    /// <summary>Name (or id) of the image as <c>ps</c> shows it.</summary>
    public required string Image { get; init; }

    /// <summary>The command as one line.</summary>
    public required string Command { get; init; }

    /// <summary><c>Up 5 minutes (healthy)</c>.</summary>
    public required string StatusText { get; init; }

    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>Bytes in the writable layer; null unless asked for.</summary>
    public long? SizeRw { get; init; }

    /// <summary>Bytes of the whole root; null unless asked for.</summary>
    public long? SizeRootFs { get; init; }
}
