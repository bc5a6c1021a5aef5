namespace Davit.Api.Containers;

/// <summary>Answer to <c>POST /containers/create</c>.</summary>
public sealed record ContainerCreateResponse
{
    public string Id { get; set; } = "";

    public IReadOnlyList<string> Warnings { get; set; } = [];
}
