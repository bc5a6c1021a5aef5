using System.Collections.Concurrent;
using System.Net.Sockets;
using Davit.Linux;
using Davit.Network.Drivers;
using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Ports;
using Davit.Network.State;

namespace Davit.Network.Sandbox;

/// <summary>Attaches and detaches containers: the order of steps, and their undoing. Concurrent for different containers.</summary>
internal sealed class EndpointService(
    NetworkCatalog catalog,
    EndpointStore store,
    PortPublisher ports,
    Firewall? firewall,
    SandboxThreads threads,
    LinkGraveyard graveyard,
    NetworkNames names,
    string netnsDirectory,
    Action<string> log)
{
    private readonly ConcurrentDictionary<string, LiveEndpoint?> _endpoints = new(); // null: being attached or detached
    private readonly string _bootId = EndpointStore.ReadBootId();

    public IEnumerable<LiveEndpoint> Endpoints => _endpoints.Values.OfType<LiveEndpoint>();

    public Attachment? Find(string containerId) => _endpoints.GetValueOrDefault(containerId)?.Attachment;

    public async Task<Attachment> AttachAsync(AttachRequest request)
    {
        var driver = catalog.DriverOf(request.Network);
        if (!_endpoints.TryAdd(request.ContainerId, null))
        {
            throw new NetworkException(NetworkFailure.Conflict, $"container {request.ContainerId} is attached to a network already");
        }

        try
        {
            var endpoint = Reserve(request, driver);
            await BuildAsync(endpoint);
            _endpoints[request.ContainerId] = endpoint;
            return endpoint.Attachment;
        }
        catch (Exception e)
        {
            _endpoints.TryRemove(request.ContainerId, out _);
            throw e as NetworkException ?? new NetworkException(NetworkFailure.System, $"cannot set up the container's network: {e.Message}", e);
        }
    }

    /// <summary>Returns when nothing reaches the container any more and its record is gone; the host link follows within some milliseconds.</summary>
    public void Detach(string containerId)
    {
        if (_endpoints.TryGetValue(containerId, out var endpoint)
            && endpoint is not null
            && _endpoints.TryUpdate(containerId, null, endpoint))
        {
            TakeDown(endpoint);
            _endpoints.TryRemove(containerId, out _);
        }
    }

    /// <summary>Takes over the endpoints of an earlier run; what the kernel lost is made again or given up.</summary>
    public async Task RestoreAsync(IReadOnlyList<LinkInfo> links)
    {
        foreach (var record in store.Load(log))
        {
            var driver = catalog.DriverById(record.Attachment.NetworkId);
            if (driver is null || record.BootId != _bootId || !NamespaceFile.Exists(record.Attachment.NetnsPath))
            {
                Discard(record);
                continue;
            }

            await RestoreAsync(record, driver, links);
        }
    }

    private LiveEndpoint Reserve(AttachRequest request, INetworkDriver driver)
    {
        var draft = driver.Reserve(request, new Attachment
        {
            ContainerId = request.ContainerId,
            NetnsPath = Path.Combine(netnsDirectory, request.ContainerId),
            SandboxId = RandomId.New(),
            EndpointId = RandomId.New(),
            NetworkId = driver.Record.Id,
            NetworkName = driver.Record.Name,
        });
        try
        {
            var held = draft.Address is null ? [] : ports.Publish(request.Ports);
            var record = new EndpointRecord
            {
                BootId = _bootId,
                HostLink = draft.EndpointId.Length > 0 ? names.LinkOf(draft.EndpointId) : null,
                Attachment = draft with { Ports = [.. held.Select(port => port.Binding)] },
            };
            return new LiveEndpoint(record, driver, held);
        }
        catch
        {
            driver.Release(draft);
            throw;
        }
    }

    private async Task BuildAsync(LiveEndpoint endpoint)
    {
        try
        {
            // 1. The record first: a kill between here and the end leaves something that can be found and removed.
            store.Save(endpoint.Record);
            // 2. Namespace and link on a thread of their own, while the firewall is told.
            var building = threads.RunAsync(builder => builder.Build(endpoint.Sandbox));
            try
            {
                firewall?.AddPorts(endpoint.Rules);
            }
            finally
            {
                await building;
            }

            ForgetConnections(endpoint.Rules);
            Forward(endpoint);
        }
        catch
        {
            TakeDown(endpoint);
            throw;
        }
    }

    /// <summary>Every step is taken whatever becomes of the others, and finding nothing to remove is fine.</summary>
    private void TakeDown(LiveEndpoint endpoint)
    {
        Try(() => firewall?.RemovePorts(endpoint.Rules));
        Try(() => ForgetConnections(endpoint.Rules));
        ports.Release(endpoint.Ports);
        Try(() => NamespaceFile.Remove(endpoint.Attachment.NetnsPath));
        Try(() => store.Delete(endpoint.Attachment.ContainerId));
        if (endpoint.Record.HostLink is { } link)
        {
            graveyard.Bury(link, () => endpoint.Driver.Release(endpoint.Attachment));
        }
        else
        {
            endpoint.Driver.Release(endpoint.Attachment);
        }
    }

    /// <summary>What is left of an endpoint that cannot be in use.</summary>
    private void Discard(EndpointRecord record)
    {
        Try(() => NamespaceFile.Remove(record.Attachment.NetnsPath));
        Try(() => store.Delete(record.Attachment.ContainerId));
        if (record.HostLink is { } link)
        {
            graveyard.Bury(link, () => { });
        }
    }

    private async Task RestoreAsync(EndpointRecord record, INetworkDriver driver, IReadOnlyList<LinkInfo> links)
    {
        driver.Adopt(record.Attachment);
        var held = ports.Adopt(record.Attachment.Ports, lost => log(
            $"host port {lost.HostAddress}:{lost.HostPort} of container {record.Attachment.ContainerId} was taken by another program meanwhile"));
        var endpoint = new LiveEndpoint(record, driver, held);
        _endpoints[record.Attachment.ContainerId] = endpoint;
        try
        {
            if (endpoint.Sandbox is { Link: { } link } sandbox)
            {
                var existing = links.FirstOrDefault(candidate => candidate.Name == link.HostName);
                if (existing is null || existing.Master != link.BridgeIndex)
                {
                    log($"link {link.HostName} of container {record.Attachment.ContainerId} was missing or detached and is made again");
                    await threads.RunAsync(builder => builder.Repair(sandbox, existing));
                }
            }
        }
        catch (Exception e) when (e is NetlinkException or LinuxException)
        {
            log($"network of container {record.Attachment.ContainerId} cannot be repaired: {e.Message}");
        }

        Forward(endpoint);
    }

    /// <summary>Begins to serve what reaches the sockets themselves; IPv6 goes to an IPv4 address where the container has no other.</summary>
    private static void Forward(LiveEndpoint endpoint)
    {
        foreach (var port in endpoint.Ports)
        {
            var v6 = port.Binding.HostAddress.AddressFamily == AddressFamily.InterNetworkV6;
            if (((v6 ? endpoint.Attachment.AddressV6 : null) ?? endpoint.Attachment.Address) is { } address)
            {
                port.Forward(address);
            }
        }
    }

    private void ForgetConnections(IReadOnlyList<FirewallPort> rules)
    {
        var connectionless = rules.Where(rule => rule.Protocol != PortProtocol.Tcp).ToList();
        if (firewall is not null && connectionless.Count > 0)
        {
            using var conntrack = new ConntrackClient();
            conntrack.Forget(connectionless);
        }
    }

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is NetlinkException or LinuxException or IOException)
        {
            log($"network clean-up goes on after: {e.Message}");
        }
    }
}
