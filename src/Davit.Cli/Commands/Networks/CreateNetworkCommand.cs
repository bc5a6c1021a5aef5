using System.Net;
using Davit.Api.Networks;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;
using Davit.Client;

namespace Davit.Cli.Commands.Networks;

internal sealed class CreateNetworkCommand : Command
{
    private readonly BoolFlag _attachable = new("attachable", '\0', "Enable manual container attachment");
    private readonly MapFlag _auxAddress = new("aux-address", '\0', "Auxiliary IPv4 or IPv6 addresses used by Network driver");
    private readonly StringFlag _configFrom = new("config-from", '\0', "The network from which to copy the configuration");
    private readonly BoolFlag _configOnly = new("config-only", '\0', "Create a configuration only network");
    private readonly StringFlag _driver = new("driver", 'd', "Driver to manage the Network", "bridge");
    private readonly ListFlag _gateway = new("gateway", '\0', "IPv4 or IPv6 Gateway for the master subnet", "strings") { CommaSeparated = true };
    private readonly BoolFlag _ingress = new("ingress", '\0', "Create swarm routing-mesh network");
    private readonly BoolFlag _internal = new("internal", '\0', "Restrict external access to the network");
    private readonly ListFlag _ipRange = new("ip-range", '\0', "Allocate container ip from a sub-range", "strings") { CommaSeparated = true };
    private readonly StringFlag _ipamDriver = new("ipam-driver", '\0', "IP Address Management Driver", "default");
    private readonly MapFlag _ipamOption = new("ipam-opt", '\0', "Set IPAM driver specific options");
    private readonly BoolFlag _ipv4 = new("ipv4", '\0', "Enable or disable IPv4 address assignment", initial: true);
    private readonly BoolFlag _ipv6 = new("ipv6", '\0', "Enable or disable IPv6 address assignment");
    private readonly ListFlag _label = new("label", '\0', "Set metadata on a network") { Validate = FlagChecks.Label };
    private readonly MapFlag _option = new("opt", 'o', "Set driver specific options");
    private readonly StringFlag _scope = new("scope", '\0', "Control the network's scope");
    private readonly ListFlag _subnet = new("subnet", '\0', "Subnet in CIDR format that represents a network segment", "strings") { CommaSeparated = true };

    public override string Summary => "Create a network";

    public override string Usage => "[OPTIONS] NETWORK";

    public override IEnumerable<Flag> Flags =>
    [
        _attachable, _auxAddress, _configFrom, _configOnly, _driver, _gateway, _ingress, _internal, _ipRange, _ipamDriver, _ipamOption,
        _ipv4, _ipv6, _label, _option, _scope, _subnet,
    ];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var network = context.Engine.Networks.Create(new NetworkCreateRequest
        {
            Name = arguments[0],
            Driver = _driver.Value,
            Scope = _scope.Value,
            EnableIPv4 = _ipv4.Changed ? _ipv4.Value : null,
            EnableIPv6 = _ipv6.Changed ? _ipv6.Value : null,
            Internal = _internal.Value,
            Attachable = _attachable.Value,
            Ingress = _ingress.Value,
            ConfigOnly = _configOnly.Value,
            ConfigFrom = _configFrom.Value.Length > 0 ? new NetworkConfigReference { Network = _configFrom.Value } : null,
            Options = _option.Values,
            Labels = VariableFiles.Labels([], _label.Values),
            IPAM = new Ipam { Driver = _ipamDriver.Value, Options = _ipamOption.Values, Config = Pools() },
        });
        if (network.RootElement.Text("Warning") is { Length: > 0 } warning)
        {
            context.Error.WriteLine($"WARNING: {warning}");
        }

        context.Out.WriteLine(network.RootElement.Text("Id"));
        return ExitCodes.Success;
    }

    /// <summary>A gateway, range or auxiliary address belongs to the subnet that contains it.</summary>
    private List<IpamConfig> Pools()
    {
        var pools = _subnet.Values.Select(text => (Network: IPNetwork.TryParse(text, out var network) ? network : throw new CommandException($"invalid subnet: {text}"), Config: new IpamConfig { Subnet = text })).ToList();
        foreach (var text in _ipRange.Values)
        {
            var pool = PoolOf(pools, IPNetwork.TryParse(text, out var range) ? range.BaseAddress : throw new CommandException($"invalid ip-range: {text}"), $"no matching subnet for range {text}");
            pool.IPRange = text;
        }

        foreach (var text in _gateway.Values)
        {
            var pool = PoolOf(pools, GoText.TryParseAddress(text, out var address) ? address : throw new CommandException($"invalid gateway: {text}"), $"no matching subnet for gateway {text}");
            pool.Gateway = pool.Gateway is null or "" ? text : throw new CommandException($"cannot configure multiple gateways (new: {text}, existing: {pool.Gateway}) for the same subnet ({pool.Subnet})");
        }

        foreach (var (name, text) in _auxAddress.Values)
        {
            var pool = PoolOf(pools, GoText.TryParseAddress(text, out var address) ? address : throw new CommandException($"invalid aux-address: {text}"), $"no matching subnet for aux-address {text}");
            pool.AuxAddress = new Dictionary<string, string>(pool.AuxAddress ?? new Dictionary<string, string>()) { [name] = text };
        }

        return [.. pools.Select(pool => pool.Config)];
    }

    private static IpamConfig PoolOf(List<(IPNetwork Network, IpamConfig Config)> pools, IPAddress address, string failure)
    {
        var index = pools.FindIndex(pool => pool.Network.Contains(address));
        return index < 0 ? throw new CommandException(failure) : pools[index].Config;
    }
}
