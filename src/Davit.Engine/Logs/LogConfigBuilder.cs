using System.Globalization;
using System.Text.RegularExpressions;
using Davit.Engine.Containers;
using Davit.Shim;

namespace Davit.Engine.Logs;

/// <summary>A container's log options as the shim takes them; they were validated when the container was created.</summary>
internal static class LogConfigBuilder
{
    private const long LocalMaxSize = 20L << 20;
    private const int LocalMaxFile = 5;

    public static LogConfig Build(ContainerRecord record, string directory)
    {
        var settings = record.HostConfig.LogConfig;
        var options = settings.Config ?? new Dictionary<string, string>();
        var isLocal = settings.Type == "local";
        return new LogConfig
        {
            Driver = settings.Type switch { "none" => LogDriver.None, "local" => LogDriver.Local, _ => LogDriver.JsonFile },
            Path = PathOf(record.Id, directory),
            MaxSize = options.TryGetValue("max-size", out var size) && ByteSize.TryParse(size, out var bytes) ? bytes : isLocal ? LocalMaxSize : 0,
            MaxFile = options.TryGetValue("max-file", out var files) ? int.Parse(files, CultureInfo.InvariantCulture) : isLocal ? LocalMaxFile : 1,
            Compress = options.TryGetValue("compress", out var compress) ? compress is "true" or "1" : isLocal,
            Attributes = Attributes(record, options),
        };
    }

    public static string PathOf(string id, string directory) => Path.Combine(directory, id + "-json.log");

    private static SortedDictionary<string, string> Attributes(ContainerRecord record, IReadOnlyDictionary<string, string> options)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var labels = record.Config.Labels ?? new Dictionary<string, string>();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in record.Config.Env ?? [])
        {
            if (entry.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                environment[entry[..at]] = entry[(at + 1)..];
            }
        }

        Pick(attributes, labels, options.GetValueOrDefault("labels"), options.GetValueOrDefault("labels-regex"));
        Pick(attributes, environment, options.GetValueOrDefault("env"), options.GetValueOrDefault("env-regex"));
        if (options.TryGetValue("tag", out var tag) && tag.Length > 0)
        {
            attributes["tag"] = LogTag.Expand(tag, record);
        }

        return attributes;
    }

    private static void Pick(SortedDictionary<string, string> attributes, IReadOnlyDictionary<string, string> from, string? names, string? pattern)
    {
        foreach (var name in (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (from.TryGetValue(name, out var value))
            {
                attributes[name] = value;
            }
        }

        if (string.IsNullOrEmpty(pattern))
        {
            return;
        }

        var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        foreach (var (name, value) in from)
        {
            if (regex.IsMatch(name))
            {
                attributes[name] = value;
            }
        }
    }
}
