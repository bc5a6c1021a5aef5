using System.Globalization;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class PortCommand : Command
{
    public override string Summary => "List port mappings or a specific mapping for the container";

    public override string Usage => "CONTAINER [PRIVATE_PORT[/PROTO]]";

    public override ArgumentRule Arguments => new(1, 2);

    public override Completion Completes => Completion.RunningContainers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var container = context.Engine.Containers.Inspect(arguments[0]);
        var ports = container.RootElement.Member("NetworkSettings").Properties("Ports").ToList();
        if (arguments.Count == 1)
        {
            var lines = ports.SelectMany(port => Addresses(port.Value).Select(address => (Port: port.Name, Line: $"{port.Name} -> {address}")))
                .OrderBy(line => int.TryParse(line.Port.Split('/')[0], out var number) ? number : 0).ThenBy(line => line.Line, StringComparer.Ordinal);
            foreach (var (_, line) in lines)
            {
                context.Out.WriteLine(line);
            }

            return ExitCodes.Success;
        }

        WriteOne(context, arguments, ports);
        return ExitCodes.Success;
    }

    private static void WriteOne(CommandContext context, IReadOnlyList<string> arguments, List<System.Text.Json.JsonProperty> ports)
    {
        var (number, protocol) = arguments[1].Split('/') is [var left, var right] ? (left, right) : (arguments[1], "tcp");
        if (!ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new CommandException($"Error: invalid port ({number})");
        }

        var addresses = ports.Where(port => port.Name == $"{number}/{protocol}").SelectMany(port => Addresses(port.Value)).ToList();
        if (addresses.Count == 0)
        {
            throw new CommandException($"Error: No public port '{arguments[1]}' published for {arguments[0]}");
        }

        addresses.ForEach(context.Out.WriteLine);
    }

    private static IEnumerable<string> Addresses(System.Text.Json.JsonElement bindings) => bindings.IsArray
        ? bindings.EnumerateArray().Select(binding => $"{PublishedPort.Host(binding.Text("HostIp"))}:{binding.Text("HostPort")}")
        : [];
}
