using System.Net;
using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Sandbox;

namespace Davit.Network.Drivers;

/// <summary>
/// One network in operation: its kernel objects and its addresses. Life: <see cref="EnsureExists"/> (at each start, repeatable), then any
/// number of <see cref="Reserve"/> or <see cref="Adopt"/>, each with its <see cref="Release"/>. Methods may be called concurrently.
/// </summary>
internal interface INetworkDriver
{
    /// <summary>As it should be on disk; complete after <see cref="EnsureExists"/>.</summary>
    NetworkRecord Record { get; }

    /// <summary>What the firewall does for it, one for each address family; empty: nothing.</summary>
    IReadOnlyList<FirewallBridge> Firewall { get; }

    /// <summary>Makes what the network needs in the kernel, and repairs it.</summary>
    /// <exception cref="NetworkException">The options make no sense here, or the kernel refused.</exception>
    void EnsureExists(RouteClient routes);

    /// <summary>Takes addresses for a new endpoint.</summary>
    /// <exception cref="NetworkException">The wish cannot be fulfilled; nothing is taken.</exception>
    Attachment Reserve(AttachRequest request, Attachment draft);

    /// <summary>Marks the addresses of an endpoint that exists already.</summary>
    void Adopt(Attachment attachment);

    /// <summary>Gives the addresses back.</summary>
    void Release(Attachment attachment);

    /// <summary>How the sandbox is connected; null: not at all.</summary>
    SandboxLink? LinkOf(Attachment attachment, string hostLink);
}
