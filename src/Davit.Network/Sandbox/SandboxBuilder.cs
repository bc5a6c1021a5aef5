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
            // Nobody else has this name: what lies there is left of an endpoint that could not be taken down.
            NamespaceFile.Remove(spec.Path);
            using var inside = EnterNew(spec, out var space);
            using (space)
            {
                Connect(spec, inside, space);
            }
        }
        catch
        {
            NamespaceFile.Remove(spec.Path);
            if (spec.Link is not null)
            {
                _host.RemoveLink(spec.Link.HostName);
            }

            throw;
        }
    }

    /// <summary>Connects an existing namespace again whose host link has gone, or is no port of the bridge any more.</summary>
    public void Repair(SandboxSpec spec, LinkInfo? existing)
    {
        if (existing is not null)
        {
            _host.SetMaster(existing.Index, spec.Link!.BridgeIndex);
            return;
        }

        using var space = OpenCalls.Open(spec.Path, OpenFlags.ReadOnly | OpenFlags.NoFollow);
        using var inside = Visit(() => Check(
            ProcessCalls.TrySetNamespace(space, (int)CloneFlags.NewNetwork), "setns", spec.Path), () => new RouteClient());
        Connect(spec, inside, space);
    }

    public void Dispose()
    {
        _host.Dispose();
        _home.Dispose();
    }

    private RouteClient EnterNew(SandboxSpec spec, out FileDescriptor space)
    {
        FileDescriptor? opened = null;
        var inside = Visit(() => Check(ProcessCalls.TryUnshare(CloneFlags.NewNetwork), "unshare", "network namespace"), () =>
        {
            opened = OpenCalls.Open("/proc/thread-self/ns/net", OpenFlags.ReadOnly);
            NamespaceFile.Bind(spec.Path);
            if (spec.Link is { AddressV6: null })
            {
                // A container of a network without IPv6 must not speak it over the bridge either (CVE-2024-32473). Links made from
                // here on inherit it; the loopback link exists already and keeps ::1.
                KernelSetting.Write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
            }

            return new RouteClient();
        });
        space = opened!;
        return inside;
    }

    /// <summary>Goes to another namespace, does something there and comes back.</summary>
    private T Visit<T>(Action enter, Func<T> action)
    {
        enter();
        IsLost = true;
        try
        {
            return action();
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
