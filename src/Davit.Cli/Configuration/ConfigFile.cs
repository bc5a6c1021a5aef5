using System.Text.Encodings.Web;
using System.Text.Json;
using Davit.Client;
using Davit.Linux.Files;

namespace Davit.Cli.Configuration;

/// <summary>docker's <c>config.json</c>: what of it concerns this client. Immutable.</summary>
internal sealed class ConfigFile
{
    private const string FileName = "config.json";

    private readonly JsonElement _root;

    private ConfigFile(JsonElement root, string path)
    {
        _root = root;
        Location = path;
    }

    public string Location { get; }

    public string? CurrentContext => Value("currentContext");

    public string? DetachKeys => Value("detachKeys");

    /// <summary>The helper program that keeps credentials, without its prefix <c>docker-credential-</c>.</summary>
    public string? CredentialsStore => Value("credsStore");

    /// <summary>The helper for one registry, in place of <see cref="CredentialsStore"/>.</summary>
    public string? CredentialHelper(string registry) => _root.Member("credHelpers").Text(registry) is { Length: > 0 } helper ? helper : null;

    public IEnumerable<string> RegistriesWithHelpers => _root.Properties("credHelpers").Select(helper => helper.Name);

    /// <summary>Entries of <c>auths</c>, secrets included: never for output.</summary>
    public IEnumerable<JsonProperty> Authentications => _root.Properties("auths").Where(entry => entry.Value.IsObject);

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
        var path = Path.Combine(directory, FileName);
        try
        {
            return new ConfigFile(File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)).RootElement : default, path);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            warnings.WriteLine($"WARNING: Error loading config file: {path}: {error.Message}");
            return new ConfigFile(default, path);
        }
    }

    /// <summary>Writes the file anew with one member changed or, with null, removed; the rest stays as it was.</summary>
    public static void Change(string directory, string member, string? value) =>
        ChangeValue(directory, member, value is null ? null : (writer, _) => writer.WriteStringValue(value));

    /// <summary>
    /// The same with a value of any kind: <paramref name="write"/> gets the old one, undefined where there was none. The file
    /// is replaced whole, readable by its owner only; one that is a link elsewhere stays a link.
    /// </summary>
    public static void ChangeValue(string directory, string member, Action<Utf8JsonWriter, JsonElement>? write)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(directory, OwnerOnly);
        var path = Path.Combine(directory, FileName);
        var exists = File.Exists(path);
        using var before = JsonDocument.Parse(exists ? File.ReadAllBytes(path) : "{}"u8.ToArray());
        AtomicFile.Write(Target(path), Rewrite(before.RootElement, member, write), exists ? (uint)File.GetUnixFileMode(path) : 0x180);
    }

    /// <summary>Where the file itself is: other programs' links to it are not to be replaced by a file.</summary>
    private static string Target(string path) => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static byte[] Rewrite(JsonElement before, string member, Action<Utf8JsonWriter, JsonElement>? write)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, IndentCharacter = '\t', IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            var names = before.EnumerateObject().Select(property => property.Name).ToList();
            foreach (var name in names.Contains(member) ? names : [.. names, member])
            {
                if (name != member)
                {
                    writer.WritePropertyName(name);
                    before.GetProperty(name).WriteTo(writer);
                }
                else if (write is not null)
                {
                    writer.WritePropertyName(name);
                    write(writer, before.Member(name));
                }
            }

            writer.WriteEndObject();
        }

        return content.ToArray();
    }

    private string? Value(string member) => _root.Text(member) is { Length: > 0 } text ? text : null;
}
