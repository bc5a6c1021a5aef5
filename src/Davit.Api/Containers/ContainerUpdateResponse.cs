namespace Davit.Api.Containers;

/// <summary>Answer to <c>POST /containers/{id}/update</c>.</summary>
public sealed record ContainerUpdateResponse
{
    public IReadOnlyList<string>? Warnings { get; set; }
}
