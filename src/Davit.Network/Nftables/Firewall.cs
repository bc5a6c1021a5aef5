using System.Net;
using System.Net.Sockets;
using Davit.Network.Netlink;

namespace Davit.Network.Nftables;

/// <summary>
/// The firewall as it should be, and the one who writes it. Thread-safe. Its lock is held over one kernel call of some microseconds:
/// the kernel takes one transaction at a time anyway.
/// </summary>
internal sealed class Firewall : IDisposable
{
    private readonly Lock _gate = new();
    private readonly NftClient _ip;
    private readonly NftClient _ip6;
    private readonly ForeignForwarding _foreign;
    private readonly HashSet<FirewallPort> _ports = [];
    private FirewallSettings _settings = new();
    private bool _hasTableV6;

    public Firewall(string table, Action<string> log)
    {
        _foreign = new ForeignForwarding(table, log);
        _ip = new NftClient(NftFamily.Ip, table);
        _ip6 = new NftClient(NftFamily.Ip6, table);
    }

    public string Table => _ip.Table;

    /// <summary>Whether a change with that origin is one of ours.</summary>
    public bool IsOwn(uint port) => port == _ip.Port || port == _ip6.Port || port == _foreign.Port;

    /// <summary>Makes both tables exactly this, whatever was there.</summary>
    public void Replace(FirewallSettings settings, IEnumerable<FirewallPort> ports)
    {
        lock (_gate)
        {
            _settings = settings;
            _ports.Clear();
            _ports.UnionWith(ports);
            Apply();
        }
    }

    /// <summary>Makes them so again.</summary>
    public void Reapply()
    {
        lock (_gate)
        {
            Apply();
        }
    }

    /// <summary>Lets containers reach a resolver on the host's loopback; no change when they can.</summary>
    public void SetResolver(IPAddress resolver)
    {
        lock (_gate)
        {
            if (!resolver.Equals(_settings.Resolver))
            {
                _settings = _settings with { Resolver = resolver };
                Apply();
            }
        }
    }

    /// <exception cref="NetlinkException">Nothing was published.</exception>
    public void AddPorts(IReadOnlyList<FirewallPort> ports)
    {
        if (ports.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _ports.UnionWith(ports);
            try
            {
                Change("publish ports", ports, FirewallRules.AddPorts);
            }
            catch
            {
                _ports.ExceptWith(ports);
                throw;
            }
        }
    }

    public void RemovePorts(IReadOnlyList<FirewallPort> ports)
    {
        if (ports.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _ports.ExceptWith(ports);
            Change("unpublish ports", ports, FirewallRules.RemovePorts);
        }
    }

    /// <summary>Sees to it that other programs' chains do not drop what ours accept, as far as that is ours to do.</summary>
    public void CheckForeign()
    {
        lock (_gate)
        {
            _foreign.Check([.. _settings.Bridges.Select(bridge => bridge.Name).Distinct()]);
        }
    }

    public void Dispose()
    {
        _ip.Dispose();
        _ip6.Dispose();
        _foreign.Dispose();
    }

    private static bool IsV6(FirewallPort port) => port.HostAddress.AddressFamily == AddressFamily.InterNetworkV6;

    private void Change(string operation, IReadOnlyList<FirewallPort> ports, Action<NftBatch, IReadOnlyCollection<FirewallPort>> change)
    {
        try
        {
            Commit(_ip, [.. ports.Where(port => !IsV6(port))]);
            Commit(_ip6, [.. ports.Where(IsV6)]);
        }
        catch (NetlinkException)
        {
            // Somebody changed our table under us: write it anew, as it should be after this change.
            Apply();
        }

        void Commit(NftClient client, IReadOnlyList<FirewallPort> mine)
        {
            if (mine.Count > 0)
            {
                client.Commit(operation, batch => change(batch, mine));
            }
        }
    }

    private void Apply()
    {
        Apply(_ip, AddressFamily.InterNetwork);
        var bridgesV6 = _settings.Bridges.Any(bridge => bridge.Subnet.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6);
        if (bridgesV6)
        {
            Apply(_ip6, AddressFamily.InterNetworkV6);
        }
        else if (!_hasTableV6)
        {
            // One of an earlier run with IPv6 may be left.
            TryRemoveV6();
        }

        _hasTableV6 = bridgesV6;
    }

    private void Apply(NftClient client, AddressFamily family) => client.Commit("write firewall", batch => FirewallRules.Replace(
        batch,
        _settings with { Bridges = [.. _settings.Bridges.Where(bridge => bridge.Subnet.BaseAddress.AddressFamily == family)] },
        [.. _ports.Where(port => port.HostAddress.AddressFamily == family)]));

    private void TryRemoveV6()
    {
        try
        {
            _ip6.Commit("remove firewall", FirewallRules.Remove);
        }
        catch (NetlinkException)
        {
            // A kernel without IPv6 tables has none to remove.
        }
    }
}
