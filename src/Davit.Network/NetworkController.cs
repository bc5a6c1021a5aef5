using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Davit.Linux;
using Davit.Network.Dns;
using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Ports;
using Davit.Network.Sandbox;
using Davit.Network.State;

namespace Davit.Network;

/// <summary>
/// The networks of one daemon: the default bridge, sandboxes and endpoints of containers, published ports and the firewall.
/// Made once; <see cref="StartAsync"/> before anything else; every method may be called concurrently for different containers.
/// Disposing stops the daemon's share (reserved ports, watchers) and leaves every kernel object in place: containers outlive the daemon.
/// </summary>
public sealed class NetworkController : IAsyncDisposable
{
    private readonly NetworkOptions _options;
    private readonly Action<string> _log;
    private readonly NetworkNames _names;
    private readonly NetworkCatalog _catalog;
    private readonly SandboxThreads _threads = new();
    private readonly Forwarding _forwarding;
    private Firewall? _firewall;
    private FirewallMonitor? _monitor;
    private LinkGraveyard? _graveyard;
    private EndpointService? _endpoints;

    /// <param name="options">Checked in <see cref="StartAsync"/>.</param>
    /// <param name="time">For the creation time of records.</param>
    /// <param name="log">Called with one line when something was repaired or could not be; any thread.</param>
    public NetworkController(NetworkOptions options, TimeProvider time, Action<string> log)
    {
        _options = options;
        _log = log;
        _names = new NetworkNames(options.InstanceName);
        _forwarding = new Forwarding(Path.Combine(options.RuntimeDirectory, "forwarding"));
        _catalog = new NetworkCatalog(new NetworkStore(Path.Combine(options.StateDirectory, "networks")), options, _names, time, log);
    }

    /// <summary>How many connections and UDP clients this process carried itself; the kernel's own are not seen here.</summary>
    internal long ForwardedConnections =>
        Endpoints.Endpoints.SelectMany(endpoint => endpoint.Ports).Sum(port => port.Forwarder?.Accepted ?? 0);

    private EndpointService Endpoints => _endpoints ?? throw new InvalidOperationException("the network was not started");

    /// <summary>Makes the default bridge and firewall as they should be and restores the endpoints that are on record.</summary>
    /// <exception cref="NetworkException">The options make no sense on this host, or the kernel refused.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            // 1. Networks: records, bridge.
            Directory.CreateDirectory(_options.NetnsDirectory);
            using var routes = new RouteClient();
            _catalog.Start(routes);
            // 2. Endpoints of containers that went on without us.
            _graveyard = new LinkGraveyard(_log);
            _firewall = _options.Iptables ? new Firewall(_names.Table, _log) : null;
            _endpoints = MakeEndpoints(_graveyard, _firewall);
            await _endpoints.RestoreAsync(routes.Links());
            // 3. The firewall, all at once, and a watch over it.
            if (_firewall is not null)
            {
                _firewall.Replace(FirewallSettings(routes), _endpoints.Endpoints.SelectMany(endpoint => endpoint.Rules));
                _monitor = new FirewallMonitor(_firewall, _log);
            }

            // 4. Routing last: never without the firewall.
            _forwarding.Enable(_options);
        }
        catch (Exception e) when (_options.Iptables && LacksNftables(e))
        {
            throw new NetworkException(
                NetworkFailure.Unsupported,
                "cannot start the network: this kernel has no nf_tables, which address translation and published ports need; load it ('modprobe nf_tables'), or do without (--iptables=false)",
                e);
        }
        catch (Exception e) when (e is NetlinkException or LinuxException or IOException)
        {
            throw new NetworkException(NetworkFailure.System, $"cannot start the network: {e.Message}", e);
        }
    }

    /// <summary>
    /// Detaches every container that is not in <paramref name="liveContainers"/> and removes what is nobody's (links, namespaces).
    /// Called once after the daemon has found its shims again, before new containers start.
    /// </summary>
    public Task ReconcileAsync(IReadOnlySet<string> liveContainers, CancellationToken cancellation)
    {
        foreach (var endpoint in Endpoints.Endpoints.Where(endpoint => !liveContainers.Contains(endpoint.Attachment.ContainerId)).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            Endpoints.Detach(endpoint.Attachment.ContainerId);
        }

        Sweeper.Sweep([.. Endpoints.Endpoints], _names, _options.NetnsDirectory, _graveyard!, _log);
        return Task.CompletedTask;
    }

    /// <summary>Makes a sandbox: namespace, link, address, route, published ports. On failure nothing is left.</summary>
    /// <exception cref="NetworkException">The failure kind says whose fault it is.</exception>
    public Task<Attachment> AttachAsync(AttachRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Endpoints.AttachAsync(request);
    }

    /// <summary>
    /// Takes the sandbox away; a container without one is not an error. When it returns, nothing reaches the container and its ports are
    /// free; its host link goes within some milliseconds, and only then its address is given out again.
    /// </summary>
    /// <param name="containerId">Full id.</param>
    /// <param name="cancellation">Not looked at: half a clean-up is none, and it takes less than a millisecond.</param>
    public Task DetachAsync(string containerId, CancellationToken cancellation)
    {
        Endpoints.Detach(containerId);
        return Task.CompletedTask;
    }

    /// <summary>The container's attachment, or null. Never waits.</summary>
    public Attachment? Find(string containerId) => Endpoints.Find(containerId);

    /// <summary>Every attachment. Never waits.</summary>
    public IReadOnlyList<Attachment> Attachments() => [.. Endpoints.Endpoints.Select(endpoint => endpoint.Attachment)];

    /// <summary>Every network, <c>bridge</c>, <c>host</c> and <c>none</c> first. Never waits.</summary>
    public IReadOnlyList<NetworkRecord> List() => _catalog.Records;

    /// <summary>By name, id, or unambiguous prefix of an id; null when there is none.</summary>
    public NetworkRecord? Inspect(string nameOrId) => _catalog.Find(nameOrId);

    /// <summary>
    /// The content of a container's <c>/etc/resolv.conf</c>: the host's resolvers (only those that a container can reach, unless it
    /// shares the host's network), changed by the user's options. Reads the host's file each time.
    /// </summary>
    public string BuildResolvConf(ResolvConfOptions options, bool hostNetwork = false)
    {
        var host = HostResolvConf.Read(hostNetwork);
        var address = hostNetwork || options.Servers.Count > 0 ? null : ReachLoopbackResolver(host);
        return ResolvConf.Build(host, options, hostNetwork, address);
    }

    public ValueTask DisposeAsync()
    {
        _monitor?.Dispose();
        _threads.Dispose();
        _graveyard?.Dispose();
        foreach (var port in _endpoints?.Endpoints.SelectMany(endpoint => endpoint.Ports) ?? [])
        {
            port.Dispose();
        }

        _firewall?.Dispose();
        return ValueTask.CompletedTask;
    }

    // No netfilter socket at all, or nobody who answers to messages of nf_tables on it (netlink(7)).
    private static bool LacksNftables(Exception failure) =>
        failure is LinuxException { Call: "socket", Errno: Errno.EPROTONOSUPPORT } or NetlinkException { Errno: Errno.EOPNOTSUPP or Errno.EPROTONOSUPPORT };

    private FirewallSettings FirewallSettings(RouteClient routes) => new()
    {
        Bridges = [.. _catalog.Drivers.SelectMany(driver => driver.Firewall)],
        Uplinks = _forwarding.WasOff(_options) ? Forwarding.Uplinks(routes.Links()) : [],
        Resolver = ResolvConf.LoopbackServer(HostResolvConf.Read(hostNetwork: false)),
    };

    /// <summary>
    /// Where the host has no resolver but on its loopback, containers ask their bridge, and the firewall brings it there; null where that
    /// is not so or cannot be.
    /// </summary>
    private IPAddress? ReachLoopbackResolver(string host)
    {
        var bridge = _catalog.Drivers.SelectMany(driver => driver.Firewall)
            .FirstOrDefault(bridge => bridge.Address.AddressFamily == AddressFamily.InterNetwork);
        if (_firewall is null || bridge is null || ResolvConf.LoopbackServer(host) is not { } resolver)
        {
            return null;
        }

        try
        {
            _firewall.SetResolver(resolver);
            return bridge.Address;
        }
        catch (NetlinkException e)
        {
            _log($"the host's resolver {resolver} cannot be made reachable for containers: {e.Message}");
            return null;
        }
    }

    private EndpointService MakeEndpoints(LinkGraveyard graveyard, Firewall? firewall)
    {
        var range = KernelSetting.Read("/proc/sys/net/ipv4/ip_local_port_range")?.Split('\t') ?? ["32768", "60999"];
        var table = new PortTable(
            ushort.Parse(range[0], CultureInfo.InvariantCulture), ushort.Parse(range[^1], CultureInfo.InvariantCulture));
        return new EndpointService(
            _catalog,
            new EndpointStore(Path.Combine(_options.RuntimeDirectory, "endpoints")),
            new PortPublisher(table, _options.DefaultBindAddress, Socket.OSSupportsIPv6),
            firewall,
            _threads,
            graveyard,
            _names,
            _options.NetnsDirectory,
            _log);
    }
}
