using Davit.Engine.Filtering;
using Davit.Network;

namespace Davit.Engine.Networks;

/// <summary>Networks: <c>bridge</c>, <c>host</c>, <c>none</c>.</summary>
public sealed class NetworkService
{
    private readonly EngineCore core;

    internal NetworkService(EngineCore core) => this.core = core;

    public IReadOnlyList<NetworkSummary> List(Filters filters)
    {
        filters.Accept("dangling", "driver", "id", "label", "label!", "name", "scope", "type");
        var dangling = filters.GetSwitch("dangling");
        foreach (var type in filters.Get("type"))
        {
            if (type is not ("builtin" or "custom"))
            {
                throw EngineException.Invalid($"invalid filter: 'type'='{type}'");
            }
        }

        return
        [
            .. core.Network.List()
                .Where(network => filters.ExactMatch("driver", network.Driver) && filters.ExactMatch("scope", network.Scope))
                .Where(network => Matches(filters, "id", network.Id) && Matches(filters, "name", network.Name) && filters.MatchLabels(network.Labels))
                .Where(network => filters.ExactMatch("type", IsBuiltin(network) ? "builtin" : "custom"))
                .Where(network => dangling is null || dangling == (!IsBuiltin(network) && !Members(network).Any()))
                .Select(network => Summary(network)),
        ];
    }

    public NetworkSummary Inspect(string reference)
    {
        var network = core.Network.Inspect(reference) ?? throw EngineException.NotFound($"network {reference} not found");
        return Summary(network) with { Containers = Members(network).ToDictionary(pair => pair.Id, pair => pair.Member, StringComparer.Ordinal) };
    }

    private static bool IsBuiltin(NetworkRecord network) => network.Name is "bridge" or "host" or "none";

    private static bool Matches(Filters filters, string key, string value)
    {
        var wanted = filters.Get(key);
        return wanted.Count == 0 || wanted.Any(part => value.Contains(part, StringComparison.Ordinal));
    }

    private IEnumerable<(string Id, NetworkMember Member)> Members(NetworkRecord network)
    {
        foreach (var record in core.Registry.All.Select(container => container.Record).Where(record => record.State.IsRunning))
        {
            if (record.Network.Networks.TryGetValue(network.Name, out var endpoint) && endpoint.EndpointId.Length > 0)
            {
                yield return (record.Id, new NetworkMember(
                    record.Name,
                    endpoint.EndpointId,
                    endpoint.MacAddress,
                    endpoint.IpAddress.Length > 0 ? $"{endpoint.IpAddress}/{endpoint.IpPrefixLength}" : "",
                    endpoint.GlobalIpv6Address.Length > 0 ? $"{endpoint.GlobalIpv6Address}/{endpoint.GlobalIpv6PrefixLength}" : ""));
            }
        }
    }

    private static NetworkSummary Summary(NetworkRecord network) => new()
    {
        Name = network.Name,
        Id = network.Id,
        Created = network.Created,
        Scope = network.Scope,
        Driver = network.Driver,
        EnableIpv6 = network.EnableIPv6,
        Internal = network.Internal,
        Ipam = [.. network.Subnets.Select(subnet => new NetworkPool(subnet.Subnet, subnet.IpRange, subnet.Gateway))],
        Options = network.Options,
        Labels = network.Labels,
    };
}
