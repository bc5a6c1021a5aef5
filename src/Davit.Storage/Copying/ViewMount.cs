
namespace Davit.Storage.Copying;

/// <summary>Something mounted in a container, for refusals and for views of containers that do not run.</summary>
public sealed record ViewMount
{
    /// <summary>Absolute path in the container.</summary>
    public required string Destination { get; init; }

    /// <summary>Absolute path on the host of what is mounted; not used for a running container.</summary>
    public string? Source { get; init; }

    /// <summary>A symbolic link anywhere in <see cref="Source"/> is an error.</summary>
    public bool NoLinks { get; init; }

    public bool ReadOnly { get; init; }
}
