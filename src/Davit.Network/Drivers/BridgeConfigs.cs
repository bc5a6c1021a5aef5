using System.Net;
using System.Net.Sockets;
using Davit.Network.Ipam;
using Davit.Network.State;

namespace Davit.Network.Drivers;

/// <summary>From the daemon's options to the configuration of the default bridge.</summary>
internal static class BridgeConfigs
{
    /// <exception cref="NetworkException">The options contradict each other; the message names all that is wrong.</exception>
    public static BridgeConfig ForDefault(NetworkOptions options, NetworkNames names)
    {
        var errors = new List<string>();
        var fixedAddress = Parse(options.BridgeAddress, "--bip", AddressFamily.InterNetwork, errors);
        var range = Parse(options.FixedCidr, "--fixed-cidr", AddressFamily.InterNetwork, errors);
        var v6 = Parse(options.FixedCidrV6, "--fixed-cidr-v6", AddressFamily.InterNetworkV6, errors);
        Check(options, fixedAddress, range, errors);
        if (errors.Count > 0)
        {
            throw new NetworkException(NetworkFailure.InvalidRequest, string.Join("; ", errors));
        }

        return new BridgeConfig
        {
            LinkName = options.BridgeName ?? names.Bridge,
            Foreign = options.BridgeName is not null && options.BridgeName != names.Bridge,
            Mac = names.BridgeMac,
            Fixed = fixedAddress,
            Range = range?.Subnet,
            Gateway = options.DefaultGateway,
            SubnetV6 = v6?.Subnet,
            Pools = options.DefaultAddressPools,
            Mtu = options.Mtu,
            HostBinding = options.DefaultBindAddress,
            Masquerade = options.IpMasquerade,
            InterContainerCommunication = options.InterContainerCommunication,
            TranslateLoopback = options.Iptables,
        };
    }

    private static void Check(
        NetworkOptions options, (IPAddress Address, IPNetwork Subnet)? bridge, (IPAddress Address, IPNetwork Subnet)? range, List<string> errors)
    {
        if (options.BridgeName is not null && options.BridgeAddress is not null)
        {
            errors.Add("--bridge and --bip are mutually exclusive options");
        }

        if (options.BridgeName is { } name && (name.Length is 0 or > 15 || name.Any(c => c is '/' or ' ') || name is "." or ".."))
        {
            errors.Add($"--bridge: invalid name {name}");
        }

        if (bridge is { } b && (b.Address.Equals(b.Subnet.BaseAddress) || b.Subnet.PrefixLength is < 8 or > 30))
        {
            errors.Add($"--bip: {options.BridgeAddress} is not the address of a host in a subnet of /8 to /30");
        }

        if (bridge is { } own && range is { } part && !(own.Subnet.Contains(part.Subnet.BaseAddress) && part.Subnet.PrefixLength >= own.Subnet.PrefixLength))
        {
            errors.Add($"--fixed-cidr: {options.FixedCidr} is not within --bip {options.BridgeAddress}");
        }

        if (range is not null && bridge is null && options.BridgeName is null)
        {
            errors.Add("--fixed-cidr needs --bip, the subnet that it is a part of");
        }

        if (options.DefaultGateway is { } gateway && bridge is { } with && !with.Subnet.Contains(gateway))
        {
            errors.Add($"--default-gateway: {gateway} is not within --bip {options.BridgeAddress}");
        }

        if (options.Mtu is not 0 and (< 68 or > 65535))
        {
            errors.Add($"--mtu: {options.Mtu} is not between 68 and 65535");
        }
    }

    private static (IPAddress Address, IPNetwork Subnet)? Parse(string? text, string option, AddressFamily family, List<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var parsed = Subnets.Parse(text, option);
            if (parsed.Address.AddressFamily == family)
            {
                return parsed;
            }

            errors.Add($"{option}: {text} is of the wrong address family");
        }
        catch (NetworkException e)
        {
            errors.Add(e.Message);
        }

        return null;
    }
}
