using System.Globalization;
using System.Text.Json;
using Davit.Engine;

namespace Davit.Daemon.Options;

/// <summary>Reads <c>daemon.json</c> with dockerd's keys.</summary>
internal static class ConfigFile
{
    /// <summary>Keys of dockerd's file that are no flags; they mean nothing here.</summary>
    private static readonly string[] Ignored = ["features", "builder", "deprecated-key-path", "containerd-namespace", "containerd-plugin-namespace"];

    /// <exception cref="OptionException">The file cannot be read, is not JSON, or has a key or value that is none.</exception>
    public static RawOptions Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Disallow });
            return Read(document.RootElement);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OptionException(failure is FileNotFoundException or DirectoryNotFoundException
                ? $"open {path}: no such file or directory"
                : failure.Message);
        }
    }

    private static RawOptions Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            throw new OptionException("want a JSON object");
        }

        var options = new RawOptions();
        var unknown = new List<string>();
        foreach (var member in root.EnumerateObject())
        {
            if (!Take(options, member))
            {
                unknown.Add(member.Name);
            }
        }

        return unknown.Count == 0
            ? options
            : throw new OptionException($"the following directives don't match any configuration option: {string.Join(", ", unknown.Order(StringComparer.Ordinal))}");
    }

    private static bool Take(RawOptions options, JsonProperty member)
    {
        if (member.Name == "runtimes")
        {
            TakeRuntimes(options, member.Value);
            return true;
        }

        if (member.Name == "proxies")
        {
            return member.Value.ValueKind is JsonValueKind.Object && member.Value.EnumerateObject().All(proxy => Take(options, proxy));
        }

        if (OptionTable.ByKey(member.Name) is { } option)
        {
            TakeValue(options, option, member.Value);
            return true;
        }

        return Ignored.Contains(member.Name);
    }

    private static void TakeValue(RawOptions options, OptionDefinition option, JsonElement value)
    {
        options.Declare(option);
        foreach (var text in Texts(option, value))
        {
            if (OptionValues.Check(option, text) is { } problem)
            {
                throw new OptionException($"invalid value for \"{option.FileKey}\": {problem}");
            }

            options.Add(option, text);
        }
    }

    private static IEnumerable<string> Texts(OptionDefinition option, JsonElement value) => (option.Kind, value.ValueKind) switch
    {
        (OptionKind.Switch, JsonValueKind.True) => ["true"],
        (OptionKind.Switch, JsonValueKind.False) => ["false"],
        (OptionKind.Number or OptionKind.Text, JsonValueKind.Number) => [value.GetRawText()],
        (OptionKind.Text, JsonValueKind.String) => [value.GetString()!],
        (OptionKind.List, JsonValueKind.Array) => value.EnumerateArray().Select(item => ListItem(option, item)),
        (OptionKind.Map, JsonValueKind.Object) => value.EnumerateObject().Select(item => $"{item.Name}={MapItem(option, item.Value)}"),
        (_, JsonValueKind.Null) => [],
        _ => throw new OptionException($"invalid value for \"{option.FileKey}\": wrong type"),
    };

    private static string ListItem(OptionDefinition option, JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString()!,
        JsonValueKind.Object => string.Join(',', item.EnumerateObject().Select(member => $"{member.Name}={member.Value}")),
        _ => throw new OptionException($"invalid value for \"{option.FileKey}\": wrong type"),
    };

    // A ulimit is an object in the file: {"Name":"nofile","Soft":64000,"Hard":64000}.
    private static string MapItem(OptionDefinition option, JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString()!,
        JsonValueKind.Object => string.Create(CultureInfo.InvariantCulture, $"{Long(item, "Soft")}:{Long(item, "Hard")}"),
        _ => throw new OptionException($"invalid value for \"{option.FileKey}\": wrong type"),
    };

    private static long Long(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.TryGetInt64(out var number)
            ? number
            : throw new OptionException($"invalid value for \"default-ulimits\": {name} is missing");

    private static void TakeRuntimes(RawOptions options, JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            throw new OptionException("invalid value for \"runtimes\": wrong type");
        }

        foreach (var runtime in value.EnumerateObject())
        {
            var path = runtime.Value.TryGetProperty("path", out var found) ? found.GetString() : null;
            var arguments = runtime.Value.TryGetProperty("runtimeArgs", out var list) && list.ValueKind is JsonValueKind.Array
                ? list.EnumerateArray().Select(item => item.ToString()).ToArray()
                : [];
            options.Runtimes[runtime.Name] = string.IsNullOrEmpty(path)
                ? throw new OptionException($"runtime \"{runtime.Name}\" has no path: only programs that speak runc's command line are supported")
                : new RuntimeProgram(path, arguments);
        }
    }
}
