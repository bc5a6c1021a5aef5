using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Davit.Client.Transport;

namespace Davit.Cli.Configuration;

/// <summary>Named daemons under <c>~/.docker/contexts</c>, in docker's layout: a directory per context, named by the digest of its name.</summary>
internal sealed class ContextStore(string configDirectory)
{
    public const string DefaultName = "default";

    private string MetadataRoot => Path.Combine(configDirectory, "contexts", "meta");

    private string TlsRoot => Path.Combine(configDirectory, "contexts", "tls");

    public string MetadataDirectory(string name) => Path.Combine(MetadataRoot, Key(name));

    public string MetadataFile(string name) => Path.Combine(MetadataDirectory(name), "meta.json");

    public string TlsDirectory(string name) => Path.Combine(TlsRoot, Key(name));

    public StoredContext? Find(string name)
    {
        var file = MetadataFile(name);
        return File.Exists(file) ? Read(file) : null;
    }

    public IEnumerable<StoredContext> List() => !Directory.Exists(MetadataRoot) ? [] : Directory.EnumerateDirectories(MetadataRoot)
        .Select(directory => Path.Combine(directory, "meta.json")).Where(File.Exists).Select(Read).OrderBy(stored => stored.Name, StringComparer.Ordinal);

    public void Save(string name, string description, string host, bool skipVerify)
    {
        Directory.CreateDirectory(MetadataDirectory(name));
        var file = MetadataFile(name);
        using (var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("Name", name);
            writer.WriteStartObject("Metadata");
            if (description.Length > 0)
            {
                writer.WriteString("Description", description);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("Endpoints");
            writer.WriteStartObject("docker");
            writer.WriteString("Host", host);
            writer.WriteBoolean("SkipTLSVerify", skipVerify);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Stores certificates for a context; the private key is readable by its owner only.</summary>
    public void SaveTls(string name, IEnumerable<(string File, string Source)> files)
    {
        foreach (var (file, source) in files)
        {
            var directory = Directory.CreateDirectory(Path.Combine(TlsDirectory(name), "docker"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var target = Path.Combine(directory.FullName, file);
            File.Copy(source, target, overwrite: true);
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public void Remove(string name)
    {
        Directory.Delete(MetadataDirectory(name), recursive: true);
        if (Directory.Exists(TlsDirectory(name)))
        {
            Directory.Delete(TlsDirectory(name), recursive: true);
        }
    }

    private StoredContext Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return StoredContext.Read(document.RootElement, name => Tls(name));
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidOperationException)
        {
            throw new CommandException($"context metadata {file} cannot be read: {error.Message}");
        }
    }

    private TlsOptions? Tls(string name)
    {
        var directory = Path.Combine(TlsDirectory(name), "docker");
        return !Directory.Exists(directory) ? null : new TlsOptions
        {
            CaFile = IfPresent(directory, "ca.pem"),
            CertificateFile = IfPresent(directory, "cert.pem"),
            KeyFile = IfPresent(directory, "key.pem"),
        };
    }

    private static string? IfPresent(string directory, string file) => Path.Combine(directory, file) is var path && File.Exists(path) ? path : null;

    private static string Key(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
