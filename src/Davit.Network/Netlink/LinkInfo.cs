namespace Davit.Network.Netlink;

/// <summary>A link as the kernel lists it.</summary>
/// <param name="Master">Index of the bridge it is a port of, or 0.</param>
/// <param name="Kind"><c>bridge</c>, <c>veth</c> …; empty for hardware.</param>
internal sealed record LinkInfo(int Index, string Name, string Kind, int Master, uint Flags, int Mtu, string MacAddress)
{
    public bool IsUp => (Flags & 1) != 0;

    public bool IsLoopback => (Flags & 8) != 0;
}
