using System.Globalization;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Checks that reject a value where it is typed; each returns the value, normalised.</summary>
internal static class FlagChecks
{
    public static string Stream(string text) => text.ToLowerInvariant() is "stdin" or "stdout" or "stderr"
        ? text.ToLowerInvariant()
        : throw new FlagValueException("valid streams are STDIN, STDOUT and STDERR");

    public static string Variable(string text) => text.Length == 0 || text[0] == '='
        ? throw new FlagValueException($"invalid environment variable: {text}")
        : text;

    public static string Label(string text) => text.TrimStart() is "" or ['=', ..]
        ? throw new FlagValueException($"invalid label '{text}': empty name")
        : text;

    public static string Address(string text) => GoText.TryParseAddress(text.Trim(), out var address)
        ? address.ToString()
        : throw new FlagValueException($"IP address is not correctly formatted: {text}");

    public static string SearchDomain(string text)
    {
        var domain = text.Trim();
        var name = domain.EndsWith('.') ? domain[..^1] : domain;
        return domain == "." ? domain
            : name.Length < 255 && name.Any(char.IsAsciiLetter) && name.Split('.').All(IsLabel) ? name
            : throw new FlagValueException($"{domain} is not a valid domain");
    }

    /// <summary>A part of a host name, RFC 1123.</summary>
    private static bool IsLabel(string part) => part.Length > 0 && part[0] != '-' && part[^1] != '-' && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    /// <summary><c>host:address</c> or <c>host=address</c>; sent with a colon.</summary>
    public static string ExtraHost(string text)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        split = split >= 0 ? split : text.IndexOf(':', StringComparison.Ordinal);
        if (split <= 0)
        {
            throw new FlagValueException($"bad format for add-host: {GoText.Quote(text)}");
        }

        var address = text[(split + 1)..];
        address = address is ['[', .., ']'] ? address[1..^1] : address;
        return address == "host-gateway" || GoText.TryParseAddress(address, out _)
            ? $"{text[..split]}:{address}"
            : throw new FlagValueException($"invalid IP address in add-host: {GoText.Quote(address)}");
    }

    public static string Link(string text)
    {
        var parts = text.Split(':');
        return text.Length == 0 ? throw new FlagValueException("empty string specified for links")
            : parts.Length > 2 ? throw new FlagValueException($"bad format for links: {text}") : text;
    }

    public static string WeightDevice(string text)
    {
        var (path, value) = DeviceAndValue(text);
        return ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && (weight == 0 || weight is >= 10 and <= 1000)
            ? text
            : throw new FlagValueException($"invalid weight for device: {text}".Replace(path, path, StringComparison.Ordinal));
    }

    public static string ByteRate(string text) => ByteSize.TryParseBinary(DeviceAndValue(text).Value, out _, out _)
        ? text
        : throw new FlagValueException($"invalid rate for device: {text}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb");

    public static string OperationRate(string text) => ulong.TryParse(DeviceAndValue(text).Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        ? text
        : throw new FlagValueException($"invalid rate for device: {text}. The correct format is <device-path>:<number>. Number must be a positive integer");

    /// <summary><c>/dev/sda:1mb</c> in two.</summary>
    public static (string Path, string Value) DeviceAndValue(string text)
    {
        var split = text.IndexOf(':', StringComparison.Ordinal);
        return split <= 0 ? throw new FlagValueException($"bad format: {text}")
            : !text.StartsWith("/dev/", StringComparison.Ordinal) ? throw new FlagValueException($"bad format for device path: {text}")
            : (text[..split], text[(split + 1)..]);
    }

    /// <summary><c>c 1:3 rwm</c></summary>
    public static string DeviceRule(string text)
    {
        var parts = text.Split(' ');
        var valid = parts.Length == 3 && parts[0] is "a" or "b" or "c"
            && parts[1].Split(':') is [var major, var minor] && IsNumberOrStar(major) && IsNumberOrStar(minor)
            && parts[2].Length is >= 1 and <= 3 && parts[2].All(letter => letter is 'r' or 'w' or 'm');
        return valid ? text : throw new FlagValueException($"invalid device cgroup format '{text}'");
    }

    public static string Sysctl(string text)
    {
        string[] whole =
        [
            "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
        ];
        var split = text.IndexOf('=', StringComparison.Ordinal);
        var name = split < 0 ? string.Empty : text[..split];
        return whole.Contains(name) || name.StartsWith("net.", StringComparison.Ordinal) || name.StartsWith("fs.mqueue.", StringComparison.Ordinal)
            ? text
            : throw new FlagValueException($"sysctl '{text}' is not allowed");
    }

    private static bool IsNumberOrStar(string text) => text == "*" || (text.Length > 0 && text.All(char.IsAsciiDigit));
}
