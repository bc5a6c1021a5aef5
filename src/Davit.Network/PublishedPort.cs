using System.Net;

namespace Davit.Network;

/// <summary>One wish to publish a port of a container on the host (<c>-p 127.0.0.1:8000-8010:80/tcp</c>).</summary>
public sealed record PublishedPort
{
    /// <summary>The port inside the container.</summary>
    public required ushort ContainerPort { get; init; }

    public PortProtocol Protocol { get; init; } = PortProtocol.Tcp;

    /// <summary>The host's address; null: the daemon's default (all addresses).</summary>
    public IPAddress? HostAddress { get; init; }

    /// <summary>First host port that may be taken; 0: any free ephemeral port.</summary>
    public ushort HostPort { get; init; }

    /// <summary>Last host port that may be taken, when a range was given for one container port; 0: only <see cref="HostPort"/>.</summary>
    public ushort HostPortEnd { get; init; }
}
