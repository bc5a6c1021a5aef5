namespace Davit.Api.Networks;

/// <summary>Another node of an overlay network.</summary>
public sealed record NetworkPeer
{
    public string Name { get; set; } = "";

    public string IP { get; set; } = "";
}
