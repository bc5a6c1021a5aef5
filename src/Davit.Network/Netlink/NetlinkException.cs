using Davit.Linux;

namespace Davit.Network.Netlink;

/// <summary>The kernel refused a netlink request; the message carries its own explanation (extended acknowledgement) when it gave one.</summary>
internal sealed class NetlinkException(Errno errno, string operation, string explanation)
    : Exception(explanation.Length == 0 ? $"{operation}: {errno}" : $"{operation}: {errno}: {explanation}")
{
    public Errno Errno { get; } = errno;
}
