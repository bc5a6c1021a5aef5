using System.Globalization;
using Davit.Api.Containers;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>all</c>, <c>2</c>, or <c>device=0,capabilities=utility</c> as CSV.</summary>
internal static class GpuRequest
{
    public static string Check(string text)
    {
        Parse(text);
        return text;
    }

    /// <summary>Throws <see cref="FlagValueException"/>.</summary>
    public static DeviceRequest Parse(string text)
    {
        var (driver, count, countGiven) = (string.Empty, 0, false);
        List<string> devices = [];
        List<string> capabilities = ["gpu"];
        Dictionary<string, string> options = [];
        foreach (var field in CsvLine.Parse(text))
        {
            var split = field.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = split < 0 ? ("count", field) : (field[..split], field[(split + 1)..]);
            switch (key)
            {
                case "driver": driver = value; break;
                case "count": (count, countGiven) = (Count(value), true); break;
                case "device": devices = [.. value.Split(',')]; break;
                case "capabilities": capabilities.InsertRange(0, value.Split(',')); break;
                case "options":
                    foreach (var option in CsvLine.Parse(value))
                    {
                        var equals = option.IndexOf('=', StringComparison.Ordinal);
                        options[equals < 0 ? option : option[..equals]] = equals < 0 ? string.Empty : option[(equals + 1)..];
                    }

                    break;
                default: throw new FlagValueException($"unexpected key '{key}' in '{field}'");
            }
        }

        return new DeviceRequest { Driver = driver, Count = !countGiven && devices.Count == 0 ? 1 : count, DeviceIDs = devices.Count == 0 ? null : devices, Capabilities = [capabilities], Options = options };
    }

    private static int Count(string text) => text == "all" ? -1
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count
        : throw new FlagValueException($"invalid count ({text}): value must be either \"all\" or an integer: invalid syntax");
}
