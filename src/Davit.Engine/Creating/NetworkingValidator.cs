using System.Net;
using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Engine.Validation;

namespace Davit.Engine.Creating;

/// <summary>Checks the endpoints that are asked for against what the networks here can do.</summary>
internal static class NetworkingValidator
{
    public static void Validate(List<string> errors, HostConfig host, NetworkingConfig networking)
    {
        foreach (var (name, endpoint) in networking.Endpoints)
        {
            CheckAddress(errors, "IPv4Address", endpoint.Ipv4Address);
            CheckAddress(errors, "IPv6Address", endpoint.Ipv6Address);
            if (endpoint.MacAddress.Length > 0 && !HostConfigValidator.IsMacAddress(endpoint.MacAddress))
            {
                errors.Add($"invalid config for network {name}: invalid MAC address {endpoint.MacAddress}");
            }

            if (!IsOwn(host.NetworkMode, name))
            {
                errors.Add($"NetworkingConfig: network {name} is not the container's network ({host.NetworkMode}); one network per container is supported");
                continue;
            }

            if (endpoint.Ipv4Address.Length + endpoint.Ipv6Address.Length > 0)
            {
                errors.Add("invalid endpoint settings: user specified IP address is supported on user defined networks only");
            }

            if (endpoint.LinkLocalIps is { Count: > 0 })
            {
                errors.Add("invalid endpoint settings: LinkLocalIPs are not supported");
            }

            if (endpoint.Aliases is { Count: > 0 })
            {
                errors.Add("invalid endpoint settings: network-scoped alias is supported only for containers in user defined networks");
            }

            if (endpoint.DriverOpts is { Count: > 0 })
            {
                errors.Add($"invalid endpoint settings: DriverOpts are not supported: {string.Join(", ", endpoint.DriverOpts.Keys)}");
            }
        }
    }

    private static bool IsOwn(string mode, string name) =>
        mode == name || (ModeParser.IsBridge(mode) && ModeParser.IsBridge(name));

    private static void CheckAddress(List<string> errors, string field, string address)
    {
        if (address.Length > 0 && !IPAddress.TryParse(address, out _))
        {
            errors.Add($"invalid {field}: {address}");
        }
    }
}
