namespace Davit.Api.Networks;

/// <summary>Body of <c>POST /networks/{id}/disconnect</c>.</summary>
public sealed record NetworkDisconnectRequest
{
    public string Container { get; set; } = "";

    public bool Force { get; set; }
}
