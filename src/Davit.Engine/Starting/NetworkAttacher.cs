using System.Globalization;
using System.Net;
using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Specs;
using Davit.Engine.Validation;
using Davit.Network;
using WantedPort = Davit.Network.PublishedPort;

namespace Davit.Engine.Starting;

/// <summary>A container's place in the network: made at its start, taken away at its end.</summary>
internal sealed class NetworkAttacher(EngineCore core)
{
    /// <summary>Makes the sandbox; the state is what inspect shows. Without one (host, container:) nothing is made.</summary>
    public async Task<NetworkState> AttachAsync(ContainerRecord record, CancellationToken cancellation)
    {
        var mode = record.HostConfig.NetworkMode;
        if (ModeParser.IsContainer(mode))
        {
            return new NetworkState();
        }

        if (ModeParser.IsHost(mode))
        {
            return HostState(record);
        }

        var attachment = await PartErrors.GuardAsync(() => core.Network.AttachAsync(Request(record), cancellation)).ConfigureAwait(false);
        return Publish(record, attachment);
    }

    /// <summary>The state of a container that was attached before the daemon came up.</summary>
    public NetworkState Restore(ContainerRecord record) =>
        core.Network.Find(record.Id) is { } attachment ? State(record, attachment) : record.Network;

    /// <summary>Takes the sandbox away; never fails.</summary>
    public async Task DetachAsync(ContainerRecord record, CancellationToken cancellation)
    {
        var mode = record.HostConfig.NetworkMode;
        if (ModeParser.IsContainer(mode))
        {
            return;
        }

        try
        {
            if (!ModeParser.IsHost(mode))
            {
                await core.Network.DetachAsync(record.Id, cancellation).ConfigureAwait(false);
            }
        }
        catch (NetworkException failure)
        {
            core.Log.Warning($"container {record.Id}: detach from the network: {failure.Message}");
        }

        foreach (var (name, endpoint) in record.Network.Networks)
        {
            core.Events.Network("disconnect", endpoint.NetworkId, name, DriverOf(name), record.Id);
        }
    }

    /// <summary>The networks of a container that does not run any more: which they were and what was wished.</summary>
    public static NetworkState Stopped(ContainerRecord record) => new()
    {
        Networks = record.Network.Networks.ToDictionary(
            pair => pair.Key, pair => new EndpointState { Config = pair.Value.Config, NetworkId = pair.Value.NetworkId, DnsNames = pair.Value.DnsNames }, StringComparer.Ordinal),
    };

    /// <summary>The networks a new container will have.</summary>
    public static NetworkState Planned(HostConfig host, NetworkingConfig networking)
    {
        if (ModeParser.IsContainer(host.NetworkMode))
        {
            return new NetworkState();
        }

        var name = NetworkName(host.NetworkMode);
        return new NetworkState
        {
            Networks = new Dictionary<string, EndpointState>(StringComparer.Ordinal) { [name] = new() { Config = Wish(networking, name) } },
        };
    }

    public static string NetworkName(string mode) => ModeParser.IsBridge(mode) ? "bridge" : mode;

    private static EndpointConfig Wish(NetworkingConfig networking, string name) =>
        networking.Endpoints.GetValueOrDefault(name) ?? (name == "bridge" ? networking.Endpoints.GetValueOrDefault("default") : null) ?? new EndpointConfig();

    private NetworkState HostState(ContainerRecord record)
    {
        var network = core.Network.Inspect("host");
        var endpoint = new EndpointState { Config = Wish(record.Networking, "host"), NetworkId = network?.Id ?? "", EndpointId = ContainerIds.Make() };
        core.Events.Network("connect", endpoint.NetworkId, "host", "host", record.Id);
        return new NetworkState
        {
            SandboxId = ContainerIds.Make(),
            SandboxKey = "/proc/1/ns/net",
            Networks = new Dictionary<string, EndpointState>(StringComparer.Ordinal) { ["host"] = endpoint },
        };
    }

    private NetworkState Publish(ContainerRecord record, Attachment attachment)
    {
        var state = State(record, attachment);
        core.Events.Network("connect", attachment.NetworkId, attachment.NetworkName, DriverOf(attachment.NetworkName), record.Id);
        return state;
    }

    private static NetworkState State(ContainerRecord record, Attachment attachment) => new()
    {
        SandboxId = attachment.SandboxId,
        SandboxKey = attachment.NetnsPath,
        Ports = Ports(record, attachment),
        Networks = new Dictionary<string, EndpointState>(StringComparer.Ordinal)
        {
            [attachment.NetworkName] = new EndpointState
            {
                Config = Wish(record.Networking, attachment.NetworkName),
                NetworkId = attachment.NetworkId,
                EndpointId = attachment.EndpointId,
                Gateway = attachment.Gateway?.ToString() ?? "",
                IpAddress = attachment.Address?.ToString() ?? "",
                IpPrefixLength = attachment.PrefixLength,
                Ipv6Gateway = attachment.GatewayV6?.ToString() ?? "",
                GlobalIpv6Address = attachment.AddressV6?.ToString() ?? "",
                GlobalIpv6PrefixLength = attachment.PrefixLengthV6,
                MacAddress = attachment.MacAddress,
            },
        },
    };

    private static Dictionary<string, IReadOnlyList<HostPortBinding>?> Ports(ContainerRecord record, Attachment attachment)
    {
        var ports = new Dictionary<string, IReadOnlyList<HostPortBinding>?>(StringComparer.Ordinal);
        foreach (var exposed in record.Config.ExposedPorts ?? [])
        {
            ports[exposed] = null;
        }

        foreach (var group in attachment.Ports.GroupBy(port => $"{port.ContainerPort}/{port.Protocol.ToString().ToLowerInvariant()}"))
        {
            ports[group.Key] = [.. group.Select(port => new HostPortBinding(port.HostAddress.ToString(), port.HostPort.ToString(CultureInfo.InvariantCulture)))];
        }

        return ports;
    }

    private static Davit.Network.AttachRequest Request(ContainerRecord record)
    {
        var name = NetworkName(record.HostConfig.NetworkMode);
        var wish = Wish(record.Networking, name);
        var mac = wish.MacAddress.Length > 0 ? wish.MacAddress : record.Config.MacAddress;
        return new Davit.Network.AttachRequest
        {
            ContainerId = record.Id,
            Network = record.Config.NetworkDisabled is true ? "none" : name,
            Address = wish.Ipv4Address.Length > 0 ? IPAddress.Parse(wish.Ipv4Address) : null,
            MacAddress = mac is { Length: > 0 } ? mac : null,
            Ports = WantedPorts(record),
        };
    }

    private static List<WantedPort> WantedPorts(ContainerRecord record)
    {
        var wanted = new List<WantedPort>();
        var bindings = record.HostConfig.PortBindings ?? new Dictionary<string, IReadOnlyList<HostPortBinding>?>();
        foreach (var (port, hosts) in bindings)
        {
            var container = PortSpec.Parse(port);
            wanted.AddRange((hosts ?? []).Select(host => Wanted(container, host)));
        }

        if (record.HostConfig.PublishAllPorts)
        {
            foreach (var exposed in (record.Config.ExposedPorts ?? []).Where(port => !bindings.ContainsKey(port)))
            {
                wanted.Add(Wanted(PortSpec.Parse(exposed), new HostPortBinding("", "")));
            }
        }

        return wanted;
    }

    private static WantedPort Wanted(PortSpec container, HostPortBinding host)
    {
        IReadOnlyList<PortSpec> range = PortSpec.TryParseRange(host.HostPort, out var ports) ? ports : [default];
        return new WantedPort
        {
            ContainerPort = container.Port,
            Protocol = container.Protocol switch { "udp" => PortProtocol.Udp, "sctp" => PortProtocol.Sctp, _ => PortProtocol.Tcp },
            HostAddress = host.HostIp.Length > 0 ? IPAddress.Parse(host.HostIp) : null,
            HostPort = range[0].Port,
            HostPortEnd = range.Count > 1 ? range[^1].Port : (ushort)0,
        };
    }

    private static string DriverOf(string network) => network switch { "none" => "null", "host" => "host", _ => "bridge" };
}
