using System.Buffers;
using System.Globalization;
using System.Net;

namespace Davit.Daemon.Options;

/// <summary>Whether a text is a value of an option, and reading it.</summary>
internal static class OptionValues
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>What is wrong with a value; null when nothing is.</summary>
    public static string? Check(OptionDefinition option, string value) => option switch
    {
        { Kind: OptionKind.Switch } when ParseSwitch(value) is null => $"\"{value}\" is not a boolean",
        { Kind: OptionKind.Number } when !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => $"\"{value}\" is not a number",
        { Kind: OptionKind.Map } when !value.Contains('=', StringComparison.Ordinal) => $"want key=value, not \"{value}\"",
        { Name: "add-runtime" } when !value.Contains('=', StringComparison.Ordinal) => $"invalid runtime argument: {value} (want name=path)",
        { Name: "label" } when !value.Contains('=', StringComparison.Ordinal) => $"bad attribute format: {value}",
        { Name: "dns" or "ip" or "host-gateway-ip" } when !IPAddress.TryParse(value, out _) => $"{value} is not an ip address",
        { Name: "default-shm-size" } when ParseSize(value) is null => $"invalid size: '{value}'",
        { Name: "log-format" } when value is not ("text" or "json") => $"unknown log format: {value}",
        { Name: "log-level" } when value is not ("debug" or "info" or "warn" or "warning" or "error" or "fatal") => $"unknown log level: {value}",
        { Name: "default-cgroupns-mode" } when value is not ("host" or "private") => $"unknown cgroup namespace mode: {value}",
        { Name: "default-ipc-mode" } when value is not ("shareable" or "private") => $"IPC mode \"{value}\" is not supported as default value",
        _ => null,
    };

    /// <summary>Go's strconv.ParseBool.</summary>
    public static bool? ParseSwitch(string value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    /// <summary>Bytes: <c>64m</c>, <c>64MiB</c>, <c>1073741824</c>; units are powers of 1024.</summary>
    public static long? ParseSize(string value)
    {
        var text = value.Trim().ToLowerInvariant();
        var digits = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var unit = digits < 0 ? "" : text[digits..].Trim();
        var number = digits < 0 ? text : text[..digits];
        var shift = unit switch
        {
            "" or "b" => 0,
            "k" or "kb" or "kib" => 10,
            "m" or "mb" or "mib" => 20,
            "g" or "gb" or "gib" => 30,
            "t" or "tb" or "tib" => 40,
            _ => -1,
        };
        return shift >= 0 && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < 1L << 20
            || (shift == 0 && decimal.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out amount) && amount <= long.MaxValue)
            ? (long)(amount * (1L << shift))
            : null;
    }
}
