using System.Net;

namespace Davit.Network.Sandbox;

/// <summary>The sandbox's connection to a bridge.</summary>
internal sealed record SandboxLink
{
    public required string HostName { get; init; }

    public required int BridgeIndex { get; init; }

    public required string Name { get; init; }

    public required byte[] Mac { get; init; }

    public required int Mtu { get; init; }

    public required bool Isolated { get; init; }

    public required IPAddress Address { get; init; }

    public required int PrefixLength { get; init; }

    public IPAddress? Gateway { get; init; }

    public IPAddress? AddressV6 { get; init; }

    public int PrefixLengthV6 { get; init; }

    public IPAddress? GatewayV6 { get; init; }
}
