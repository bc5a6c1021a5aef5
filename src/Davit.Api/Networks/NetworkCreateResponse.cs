namespace Davit.Api.Networks;

/// <summary>Answer to <c>POST /networks/create</c>.</summary>
public sealed record NetworkCreateResponse
{
    public string Id { get; set; } = "";

    public string Warning { get; set; } = "";
}
