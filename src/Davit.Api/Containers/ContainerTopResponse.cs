namespace Davit.Api.Containers;

/// <summary>Processes of a container, as ps(1) prints them.</summary>
public sealed record ContainerTopResponse
{
    public IReadOnlyList<string> Titles { get; set; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Processes { get; set; } = [];
}
