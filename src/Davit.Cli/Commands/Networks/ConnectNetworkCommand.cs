using System.Globalization;
using Davit.Api.Containers;
using Davit.Api.Networks;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;

namespace Davit.Cli.Commands.Networks;

internal sealed class ConnectNetworkCommand : Command
{
    private readonly ListFlag _alias = new("alias", '\0', "Add network-scoped alias for the container", "strings") { CommaSeparated = true };
    private readonly ListFlag _driverOption = new("driver-opt", '\0', "driver options for the network", "strings") { CommaSeparated = true };
    private readonly IntFlag _gatewayPriority = new("gw-priority", '\0', "Highest gw-priority provides the default gateway. Accepts positive and negative values.");
    private readonly StringFlag _ip = new("ip", '\0', "IPv4 address (e.g., \"172.30.100.104\")");
    private readonly StringFlag _ip6 = new("ip6", '\0', "IPv6 address (e.g., \"2001:db8::33\")");
    private readonly ListFlag _link = new("link", '\0', "Add link to another container") { Validate = FlagChecks.Link };
    private readonly ListFlag _linkLocalIp = new("link-local-ip", '\0', "Add a link-local address for the container", "strings") { CommaSeparated = true };

    public override string Summary => "Connect a container to a network";

    public override string Usage => "[OPTIONS] NETWORK CONTAINER";

    public override IEnumerable<Flag> Flags => [_alias, _driverOption, _gatewayPriority, _ip, _ip6, _link, _linkLocalIp];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(2);

    public override Completion Completes => Completion.Networks;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        context.Engine.Networks.Connect(arguments[0], new NetworkConnectRequest
        {
            Container = arguments[1],
            EndpointConfig = new EndpointSettings
            {
                IPAMConfig = new EndpointIpamConfig { IPv4Address = _ip.Value, IPv6Address = _ip6.Value, LinkLocalIPs = _linkLocalIp.Values },
                Links = _link.Values,
                Aliases = _alias.Values,
                DriverOpts = Options(),
                GwPriority = (int)Math.Clamp(_gatewayPriority.Value, int.MinValue, int.MaxValue),
            },
        });
        return ExitCodes.Success;
    }

    private Dictionary<string, string>? Options()
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in _driverOption.Values)
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            options[split > 0 ? text[..split] : throw new CommandException("invalid key/value pair format in driver options")] = text[(split + 1)..];
        }

        return options.Count == 0 ? null : options;
    }
}
