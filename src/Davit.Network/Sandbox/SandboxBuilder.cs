using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Linux.Processes;
using Davit.Network.Netlink;

namespace Davit.Network.Sandbox;

/// <summary>
/// Makes network namespaces (network_namespaces(7)). Runs on a thread of its own kind: the thread itself visits the new namespace and
/// must come back; <see cref="IsLost"/> says that it could not, and then it must not be used again.
/// </summary>
internal sealed class SandboxBuilder : IDisposable
{
    private const int LoopbackIndex = 1;

    private readonly RouteClient _host = new();
    private readonly FileDescriptor _home = OpenCalls.Open("/proc/thread-self/ns/net", OpenFlags.ReadOnly);

    /// <summary>The thread is still in a container's namespace.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Namespace, link, addresses, routes. On failure nothing is left.</summary>
    public void Build(SandboxSpec spec)
    {
        try
        {
            using var inside = EnterNew(spec, out var space);
            using (space)
            {
                Connect(spec, inside, space);
            }
        }
        catch
        {
            Remove(spec.Path, spec.Link?.HostName);
            throw;
        }
    }

    /// <summary>
    /// Takes the link and the bound file away; absent ones are fine. The link goes first and explicitly: a namespace dies only when its
    /// last process and descriptor have gone, and then later, by a kernel worker.
    /// </summary>
    public void Remove(string path, string? hostLink)
    {
        if (hostLink is not null)
        {
            _host.RemoveLink(hostLink);
        }

        NamespaceFile.Remove(path);
    }

    public void Dispose()
    {
        _host.Dispose();
        _home.Dispose();
    }

    private RouteClient EnterNew(SandboxSpec spec, out FileDescriptor space)
    {
        Check(ProcessCalls.TryUnshare(CloneFlags.NewNetwork), "unshare", "network namespace");
        IsLost = true;
        RouteClient? inside = null;
        FileDescriptor? opened = null;
        try
        {
            inside = new RouteClient();
            opened = OpenCalls.Open("/proc/thread-self/ns/net", OpenFlags.ReadOnly);
            NamespaceFile.Bind(spec.Path);
            if (spec.Link is { AddressV6: null })
            {
                // A container of a network without IPv6 must not speak it over the bridge either (CVE-2024-32473). Links made from
                // here on inherit it; the loopback link exists already and keeps ::1.
                KernelSetting.Write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
            }

            space = opened;
            return inside;
        }
        catch
        {
            inside?.Dispose();
            opened?.Dispose();
            throw;
        }
        finally
        {
            Check(ProcessCalls.TrySetNamespace(_home, (int)CloneFlags.NewNetwork), "setns", "the host's network namespace");
            IsLost = false;
        }
    }

    private void Connect(SandboxSpec spec, RouteClient inside, FileDescriptor space)
    {
        if (spec.Link is not { } link)
        {
            inside.SetUp(LoopbackIndex);
            return;
        }

        _host.AddVeth(new VethSpec(link.HostName, link.BridgeIndex, link.Name, link.Mac, link.Mtu, link.Isolated, space.Value));
        var index = inside.FindIndex(link.Name);
        inside.Execute($"configure {link.Name}", (w, sequence) => Configure(w, sequence, link, index));
    }

    private static void Configure(NetlinkWriter w, uint sequence, SandboxLink link, int index)
    {
        RouteMessages.SetUp(w, sequence++, LoopbackIndex);
        RouteMessages.SetUp(w, sequence++, index);
        RouteMessages.AddAddress(w, sequence++, new AddressInfo(index, link.Address, link.PrefixLength));
        if (link.Gateway is not null)
        {
            RouteMessages.AddDefaultRoute(w, sequence++, index, link.Gateway);
        }

        if (link.AddressV6 is not null)
        {
            RouteMessages.AddAddress(w, sequence++, new AddressInfo(index, link.AddressV6, link.PrefixLengthV6));
        }

        if (link.GatewayV6 is not null)
        {
            RouteMessages.AddDefaultRoute(w, sequence, index, link.GatewayV6);
        }
    }

    private static void Check(Errno errno, string call, string what)
    {
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, call, what);
        }
    }
}
