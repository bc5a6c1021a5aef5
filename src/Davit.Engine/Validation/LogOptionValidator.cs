using System.Globalization;
using Davit.Engine.Containers;
using Davit.Engine.Logs;

namespace Davit.Engine.Validation;

/// <summary>Checks the log driver and its options.</summary>
internal static class LogOptionValidator
{
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal) { "mode", "max-buffer-size" };

    private static readonly HashSet<string> JsonFile = new(StringComparer.Ordinal)
    {
        "max-file", "max-size", "compress", "labels", "labels-regex", "env", "env-regex", "tag",
    };

    private static readonly HashSet<string> Local = new(StringComparer.Ordinal) { "max-file", "max-size", "compress" };

    public static void Validate(List<string> errors, LogSettings settings)
    {
        var known = settings.Type switch
        {
            "" or "json-file" => JsonFile,
            "local" => Local,
            "none" => [],
            _ => null,
        };
        if (known is null)
        {
            errors.Add($"logger: no log driver named '{settings.Type}' is registered (there are json-file, local and none)");
            return;
        }

        foreach (var (name, value) in settings.Config ?? new Dictionary<string, string>())
        {
            if (settings.Type != "none" && !known.Contains(name) && !Common.Contains(name))
            {
                errors.Add($"unknown log opt '{name}' for {(settings.Type.Length == 0 ? "json-file" : settings.Type)} log driver");
            }
            else if (CheckValue(name, value) is { } error)
            {
                errors.Add(error);
            }
        }

        CheckTogether(errors, settings);
    }

    private static string? CheckValue(string name, string value) => name switch
    {
        "max-size" when !ByteSize.TryParse(value, out var size) || size <= 0 => $"invalid value for max-size: {value}",
        "max-file" when !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var files) || files < 1 => $"invalid value for max-file: {value}; max-file cannot be less than 1",
        "compress" when value is not ("true" or "false" or "1" or "0") => $"invalid value for compress: {value}",
        "mode" when value is not ("" or "blocking" or "non-blocking") => $"logger: logging mode not supported: {value}",
        "max-buffer-size" when !ByteSize.TryParse(value, out _) => $"invalid value for max-buffer-size: {value}",
        _ => null,
    };

    private static void CheckTogether(List<string> errors, LogSettings settings)
    {
        var config = settings.Config ?? new Dictionary<string, string>();
        var isJson = settings.Type is "" or "json-file";
        if (isJson && config.TryGetValue("compress", out var compress) && compress is "true" or "1"
            && (!config.TryGetValue("max-file", out var files) || files == "1" || !config.ContainsKey("max-size")))
        {
            errors.Add("compress cannot be true when max-file is less than 2 or max-size is not set");
        }
    }
}
