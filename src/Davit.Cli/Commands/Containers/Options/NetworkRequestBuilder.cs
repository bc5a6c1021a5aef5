using System.Net.NetworkInformation;
using System.Net;
using Davit.Api.Containers;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Endpoints of a request: the flags for the container as a whole belong to its first network.</summary>
internal sealed class NetworkRequestBuilder(NetworkFlags flags)
{
    /// <summary>Throws <see cref="CommandException"/>.</summary>
    public NetworkingConfig Build()
    {
        var endpoints = new Dictionary<string, EndpointSettings?>(StringComparer.Ordinal);
        var hasOptions = flags.Aliases.Any() || flags.Ip.Value.Length > 0 || flags.Ip6.Value.Length > 0 || flags.MacAddress.Value.Length > 0 || flags.LinkLocalIp.Values.Count > 0;
        var networks = flags.Networks.Count > 0 || !hasOptions ? flags.Networks : [NetworkAttachment.Parse("default")];
        for (var index = 0; index < networks.Count; index++)
        {
            var network = networks[index];
            if (networks.Count > 1 && !IsUserDefined(network.Target))
            {
                throw new CommandException("conflicting options: cannot attach both user-defined and non-user-defined network-modes");
            }

            if (endpoints.ContainsKey(network.Target))
            {
                throw new CommandException($"network {CommandLine.GoText.Quote(network.Target)} is specified multiple times");
            }

            endpoints[network.Target] = Endpoint(network, isFirst: index == 0);
        }

        return new NetworkingConfig { EndpointsConfig = endpoints };
    }

    private EndpointSettings Endpoint(NetworkAttachment network, bool isFirst)
    {
        if (isFirst)
        {
            Refuse(network.Aliases.Count > 0 && flags.Aliases.Any(), "--network-alias and per-network alias");
            Refuse(network.IPv4.Length > 0 && flags.Ip.Value.Length > 0, "--ip and per-network IPv4 address");
            Refuse(network.IPv6.Length > 0 && flags.Ip6.Value.Length > 0, "--ip6 and per-network IPv6 address");
            Refuse(network.MacAddress.Length > 0 && flags.MacAddress.Value.Length > 0, "--mac-address and per-network MAC address");
            Refuse(network.LinkLocalAddresses.Count > 0 && flags.LinkLocalIp.Values.Count > 0, "--link-local-ip and per-network link-local IP addresses");
        }

        var (v4, v6) = isFirst ? (First(network.IPv4, flags.Ip.Value), First(network.IPv6, flags.Ip6.Value)) : (network.IPv4, network.IPv6);
        var local = isFirst && network.LinkLocalAddresses.Count == 0 ? flags.LinkLocalIp.Values : network.LinkLocalAddresses;
        var aliases = isFirst && network.Aliases.Count == 0 ? [.. flags.Aliases] : network.Aliases;
        var addressed = v4.Length > 0 || v6.Length > 0 || local.Count > 0;
        return new EndpointSettings
        {
            Aliases = aliases.Count == 0 ? null : aliases,
            Links = isFirst && IsUserDefined(network.Target) && flags.Link.Values.Count > 0 ? flags.Link.Values : null,
            IPAMConfig = addressed ? new EndpointIpamConfig { IPv4Address = Address(v4), IPv6Address = Address(v6), LinkLocalIPs = local.Count == 0 ? null : local } : null,
            MacAddress = Mac(isFirst ? First(network.MacAddress, flags.MacAddress.Value) : network.MacAddress),
            DriverOpts = network.DriverOptions.Count == 0 ? null : network.DriverOptions,
            GwPriority = network.GatewayPriority,
        };
    }

    private static bool IsUserDefined(string target) =>
        target is not ("default" or "bridge" or "host" or "none" or "") && !target.StartsWith("container:", StringComparison.Ordinal);

    private static string First(string own, string general) => own.Length > 0 ? own : general;

    private static string? Address(string text) => text.Length == 0 ? null
        : CommandLine.GoText.TryParseAddress(text, out _) ? text : throw new CommandException($"invalid IP address: {text}");

    private static string Mac(string text) => text.Length == 0 || (PhysicalAddress.TryParse(text, out var address) && address.GetAddressBytes().Length == 6)
        ? text
        : throw new CommandException($"{text} is not a valid mac address");

    private static void Refuse(bool both, string options)
    {
        if (both)
        {
            throw new CommandException($"conflicting options: cannot specify both {options}");
        }
    }
}
