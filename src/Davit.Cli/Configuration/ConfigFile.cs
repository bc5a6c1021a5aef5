using System.Text.Json;
using Davit.Client;

namespace Davit.Cli.Configuration;

/// <summary>docker's <c>config.json</c>: what of it concerns this client. Immutable.</summary>
internal sealed class ConfigFile
{
    private readonly JsonElement _root;

    private ConfigFile(JsonElement root) => _root = root;

    public string? CurrentContext => Value("currentContext");

    public string? DetachKeys => Value("detachKeys");

    /// <summary>The default format of a list: <c>psFormat</c>, <c>imagesFormat</c>, <c>statsFormat</c> …</summary>
    public string? Format(string member) => Value(member);

    public IReadOnlyDictionary<string, string> HttpHeaders => _root.Properties("HttpHeaders")
        .Where(header => !header.Name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Name, header => header.Value.ToString());

    /// <summary>The <c>proxies</c> section for a daemon: environment variables that new containers get.</summary>
    public IEnumerable<KeyValuePair<string, string>> ProxyVariables(string host)
    {
        var proxies = _root.Member("proxies");
        var settings = proxies.Member(host).IsObject ? proxies.Member(host) : proxies.Member("default");
        foreach (var (member, variable) in new[] { ("httpProxy", "HTTP_PROXY"), ("httpsProxy", "HTTPS_PROXY"), ("noProxy", "NO_PROXY"), ("ftpProxy", "FTP_PROXY"), ("allProxy", "ALL_PROXY") })
        {
            if (settings.Text(member) is { Length: > 0 } value)
            {
                yield return KeyValuePair.Create(variable, value);
                yield return KeyValuePair.Create(variable.ToLowerInvariant(), value);
            }
        }
    }

    /// <summary>An unreadable file is a warning and counts as empty, as with docker.</summary>
    public static ConfigFile Load(string directory, TextWriter warnings)
    {
        var path = Path.Combine(directory, "config.json");
        try
        {
            return File.Exists(path) ? new ConfigFile(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement) : new ConfigFile(default);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            warnings.WriteLine($"WARNING: Error loading config file: {path}: {error.Message}");
            return new ConfigFile(default);
        }
    }

    /// <summary>Writes the file anew with one member changed or, with null, removed; the rest stays as it was.</summary>
    public static void Change(string directory, string member, string? value)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "config.json");
        using var before = JsonDocument.Parse(File.Exists(path) ? File.ReadAllBytes(path) : "{}"u8.ToArray());
        var temporary = path + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, IndentCharacter = '\t', IndentSize = 1 }))
        {
            writer.WriteStartObject();
            foreach (var property in before.RootElement.EnumerateObject().Where(property => property.Name != member))
            {
                property.WriteTo(writer);
            }

            if (value is not null)
            {
                writer.WriteString(member, value);
            }

            writer.WriteEndObject();
        }

        File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(temporary, path, overwrite: true);
    }

    private string? Value(string member) => _root.Text(member) is { Length: > 0 } text ? text : null;
}
