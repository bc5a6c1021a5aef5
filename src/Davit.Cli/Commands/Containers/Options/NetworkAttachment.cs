using System.Globalization;
using System.Net;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>One <c>--network</c>: a plain name, or the long form <c>name=x,alias=y,ip=…</c>.</summary>
internal sealed record NetworkAttachment
{
    public string Target { get; private set; } = string.Empty;

    public List<string> Aliases { get; } = [];

    public Dictionary<string, string> DriverOptions { get; } = [];

    public List<string> LinkLocalAddresses { get; } = [];

    public string IPv4 { get; private set; } = string.Empty;

    public string IPv6 { get; private set; } = string.Empty;

    public string MacAddress { get; private set; } = string.Empty;

    public int GatewayPriority { get; private set; }

    /// <summary>Throws <see cref="FlagValueException"/>.</summary>
    public static NetworkAttachment Parse(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return new NetworkAttachment { Target = text };
        }

        var attachment = new NetworkAttachment();
        foreach (var field in CsvLine.Parse(text))
        {
            var split = field.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0 || split == field.Length - 1)
            {
                throw new FlagValueException($"invalid field {field}");
            }

            attachment.Take(field[..split].Trim().ToLowerInvariant(), field[(split + 1)..].Trim());
        }

        return attachment.Target.Length > 0 ? attachment : throw new FlagValueException("network name/id is not specified");
    }

    private void Take(string key, string value)
    {
        switch (key)
        {
            case "name": Target = value; break;
            case "alias": Aliases.Add(value); break;
            case "driver-opt":
                var split = value.IndexOf('=', StringComparison.Ordinal);
                DriverOptions[split > 0 ? value[..split] : throw new FlagValueException("invalid key value pair format in driver options")] = value[(split + 1)..];
                break;
            case "ip": IPv4 = Address(value); break;
            case "ip6": IPv6 = Address(value); break;
            case "mac-address": MacAddress = value; break;
            case "link-local-ip": LinkLocalAddresses.Add(Address(value)); break;
            case "gw-priority":
                GatewayPriority = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority)
                    ? priority
                    : throw new FlagValueException($"invalid gw-priority ({value}): invalid syntax");
                break;
            default: throw new FlagValueException($"invalid field key {key}");
        }
    }

    private static string Address(string text) => GoText.TryParseAddress(text, out _) ? text : throw new FlagValueException($"invalid IP address: {text}");
}
