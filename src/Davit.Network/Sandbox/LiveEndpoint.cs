using Davit.Network.Drivers;
using Davit.Network.Nftables;
using Davit.Network.Ports;
using Davit.Network.State;

namespace Davit.Network.Sandbox;

/// <summary>An endpoint in operation: what is on disk and what this process holds for it. Whoever takes it down releases the ports.</summary>
internal sealed record LiveEndpoint(EndpointRecord Record, INetworkDriver Driver, IReadOnlyList<HostPort> Ports)
{
    public Attachment Attachment => Record.Attachment;

    /// <summary>The ports that the kernel translates; the others are the forwarder's alone.</summary>
    public IReadOnlyList<FirewallPort> Rules { get; } = [.. FirewallPorts.From(Record.Attachment)];

    public SandboxSpec Sandbox => new()
    {
        Path = Attachment.NetnsPath,
        Link = Record.HostLink is { } link ? Driver.LinkOf(Attachment, link) : null,
    };
}
