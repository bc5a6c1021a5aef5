using System.Net;

namespace Davit.Network;

/// <summary>A container's network sandbox as it exists now: docker's <c>NetworkSettings</c>. Immutable.</summary>
public sealed record Attachment
{
    public required string ContainerId { get; init; }

    /// <summary>The file that the network namespace is bound to; what the runtime joins.</summary>
    public required string NetnsPath { get; init; }

    /// <summary>64 hex digits, new for each attachment.</summary>
    public required string SandboxId { get; init; }

    public required string NetworkId { get; init; }

    public required string NetworkName { get; init; }

    /// <summary>64 hex digits; empty for the network <c>none</c>, as docker has it.</summary>
    public string EndpointId { get; init; } = "";

    /// <summary>The link inside the sandbox; empty for <c>none</c>.</summary>
    public string Interface { get; init; } = "";

    public IPAddress? Address { get; init; }

    public int PrefixLength { get; init; }

    public IPAddress? Gateway { get; init; }

    public string MacAddress { get; init; } = "";

    public IPAddress? AddressV6 { get; init; }

    public int PrefixLengthV6 { get; init; }

    public IPAddress? GatewayV6 { get; init; }

    /// <summary>One for each published port and host address family that serves it.</summary>
    public IReadOnlyList<PortBinding> Ports { get; init; } = [];
}
