using System.Net;

namespace Davit.Network;

/// <summary>One container's wish for a network sandbox.</summary>
public sealed record AttachRequest
{
    public required string ContainerId { get; init; }

    /// <summary>Name or id of the network: <c>bridge</c> (also <c>default</c>) or <c>none</c>. Host and container mode need no attachment.</summary>
    public string Network { get; init; } = "bridge";

    /// <summary>An address of the network's subnet, or null for the next free one.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>A unicast MAC address (<c>02:42:ac:11:00:02</c>), or null for one made from the address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>In the order the user gave them. For <c>-P</c> the engine adds the image's exposed ports with host port 0.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];
}
