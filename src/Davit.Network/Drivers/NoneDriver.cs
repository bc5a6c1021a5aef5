using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Sandbox;

namespace Davit.Network.Drivers;

/// <summary>The network <c>none</c>: a namespace with nothing but its loopback link.</summary>
internal sealed class NoneDriver(NetworkRecord record) : INetworkDriver
{
    public NetworkRecord Record => record;

    public IReadOnlyList<FirewallBridge> Firewall => [];

    public void EnsureExists(RouteClient routes)
    {
        // Nothing is shared between its sandboxes.
    }

    public Attachment Reserve(AttachRequest request, Attachment draft) =>
        request.Address is null
            ? draft with { EndpointId = "" }
            : throw new NetworkException(NetworkFailure.InvalidRequest, "network none has no addresses to ask for");

    public void Adopt(Attachment attachment)
    {
        // No addresses.
    }

    public void Release(Attachment attachment)
    {
        // No addresses.
    }

    public SandboxLink? LinkOf(Attachment attachment, string hostLink) => null;
}
