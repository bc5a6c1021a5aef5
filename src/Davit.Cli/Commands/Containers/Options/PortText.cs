using System.Globalization;
using Davit.Api.Containers;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>-p [ADDRESS:][HOST[-HOST]:]CONTAINER[-CONTAINER][/PROTOCOL]</c>, and the long form.</summary>
internal static class PortText
{
    /// <summary>Pairs of <c>80/tcp</c> and a binding, one per port of a range. Throws <see cref="CommandException"/>.</summary>
    public static IEnumerable<(string Port, PortBinding Binding)> Parse(string text)
    {
        if (text.Contains("target=", StringComparison.Ordinal) || text.Contains("published=", StringComparison.Ordinal))
        {
            return ParseLong(text);
        }

        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 || slash == text.Length - 1 ? "tcp" : text[(slash + 1)..];
        var (address, host, container) = Split(slash < 0 ? text : text[..slash], text);
        if (container.Length == 0)
        {
            throw new CommandException($"no port specified: {text}<empty>");
        }

        CheckProtocol(protocol);
        CheckAddress(address);
        var (first, last) = Range(container, $"invalid containerPort: {container}");
        var (hostFirst, hostLast) = host.Length == 0 ? (0, 0) : Range(host, $"invalid hostPort: {host}");
        if (host.Length > 0 && last - first != hostLast - hostFirst && first != last)
        {
            throw new CommandException($"invalid ranges specified for container and host Ports: {container} and {host}");
        }

        return Expand(address, protocol.ToLowerInvariant(), (first, last), (hostFirst, hostLast), host.Length > 0);
    }

    /// <summary>The ports of <c>--expose</c>.</summary>
    public static IEnumerable<string> ParseExposed(string text)
    {
        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 ? "tcp" : text[(slash + 1)..];
        var port = slash < 0 ? text : text[..slash];
        if (text.Contains(':', StringComparison.Ordinal))
        {
            throw new CommandException($"invalid port format for --expose: {text}");
        }

        CheckProtocol(protocol);
        var (first, last) = Range(port, $"invalid range format for --expose: {text}, error: {RangeFault(port)}");
        return Enumerable.Range(first, last - first + 1).Select(number => Key(number, protocol.ToLowerInvariant()));
    }

    private static IEnumerable<(string Port, PortBinding Binding)> Expand(string address, string protocol, (int First, int Last) container, (int First, int Last) host, bool hasHost)
    {
        // A range of host ports for one container port: the daemon chooses one of them.
        if (hasHost && container.First == container.Last && host.First != host.Last)
        {
            var range = string.Create(CultureInfo.InvariantCulture, $"{host.First}-{host.Last}");
            yield return (Key(container.First, protocol), new PortBinding { HostIp = address, HostPort = range });
            yield break;
        }

        for (var offset = 0; offset <= container.Last - container.First; offset++)
        {
            var hostPort = hasHost ? (host.First + offset).ToString(CultureInfo.InvariantCulture) : string.Empty;
            yield return (Key(container.First + offset, protocol), new PortBinding { HostIp = address, HostPort = hostPort });
        }
    }

    /// <summary>Address, host port and container port; an IPv6 address stands in brackets.</summary>
    private static (string Address, string Host, string Container) Split(string text, string whole)
    {
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || close + 1 >= text.Length || text[close + 1] != ':')
            {
                throw new CommandException($"invalid IP address: {whole}");
            }

            var (_, host, container) = Split(text[(close + 2)..], whole);
            return (text[1..close], host, container);
        }

        var parts = text.Split(':');
        return parts.Length switch
        {
            1 => (string.Empty, string.Empty, parts[0]),
            2 => (string.Empty, parts[0], parts[1]),
            3 => (parts[0], parts[1], parts[2]),
            _ => (string.Join(':', parts[..^2]), parts[^2], parts[^1]),
        };
    }

    private static (int First, int Last) Range(string text, string error)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (left, right) = dash < 0 ? (text, text) : (text[..dash], text[(dash + 1)..]);
        return ushort.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ushort.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last >= first
            ? (first, last)
            : throw new CommandException(error);
    }

    /// <summary>What Go finds wrong with a range, of which it reads one number after the other.</summary>
    private static string RangeFault(string text)
    {
        foreach (var number in text.Split('-', 2))
        {
            if (!ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                var reason = number.Length > 0 && number.All(char.IsAsciiDigit) ? "value out of range" : "invalid syntax";
                return text.Length == 0 ? "empty string specified for ports" : $"strconv.ParseUint: parsing \"{number}\": {reason}";
            }
        }

        return $"invalid range specified for port: {text}";
    }

    private static IEnumerable<(string Port, PortBinding Binding)> ParseLong(string text)
    {
        var (target, published, protocol) = (string.Empty, string.Empty, "tcp");
        foreach (var field in text.Split(','))
        {
            var split = field.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = split < 0 ? (field, string.Empty) : (field[..split], field[(split + 1)..]);
            switch (key)
            {
                case "target": target = value; break;
                case "published": published = value; break;
                case "protocol": protocol = value; break;
                case "mode": break; // of services only
                default: throw new CommandException($"invalid field key {key}");
            }
        }

        return Parse(published.Length == 0 ? $"{target}/{protocol}" : $"{published}:{target}/{protocol}");
    }

    private static void CheckProtocol(string protocol)
    {
        if (protocol.ToLowerInvariant() is not ("tcp" or "udp" or "sctp"))
        {
            throw new CommandException($"invalid proto: {protocol}");
        }
    }

    private static void CheckAddress(string address)
    {
        if (address.Length > 0 && !GoText.TryParseAddress(address, out _))
        {
            throw new CommandException($"invalid IP address: {address}");
        }
    }

    private static string Key(int port, string protocol) => string.Create(CultureInfo.InvariantCulture, $"{port}/{protocol}");
}
