using System.Globalization;
using Davit.Api.Containers;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>nofile=1024:2048</c></summary>
internal static class UlimitText
{
    private static readonly string[] s_names =
        ["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack"];

    public static string Check(string text)
    {
        Parse(text);
        return text;
    }

    /// <summary>Throws <see cref="FlagValueException"/>.</summary>
    public static Ulimit Parse(string text)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        if (split < 0)
        {
            throw new FlagValueException($"invalid ulimit argument: {text}");
        }

        var name = text[..split];
        if (!s_names.Contains(name))
        {
            throw new FlagValueException($"invalid ulimit type: {name}");
        }

        var limits = text[(split + 1)..].Split(':');
        if (limits.Length > 2)
        {
            throw new FlagValueException($"too many limit value arguments - {text[(split + 1)..]}, can only have up to two, `soft[:hard]`");
        }

        var soft = Number(limits[0]);
        var hard = limits.Length > 1 ? Number(limits[1]) : soft;
        if (hard != -1 && (soft == -1 || soft > hard))
        {
            var limitsText = soft == -1 ? $"soft: -1 (unlimited), hard: {hard}" : $"{soft} > {hard}";
            throw new FlagValueException($"ulimit soft limit must be less than or equal to hard limit: {limitsText}");
        }

        return new Ulimit { Name = name, Soft = soft, Hard = hard };
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new FlagValueException($"strconv.ParseInt: parsing {GoText.Quote(text)}: invalid syntax");
}
