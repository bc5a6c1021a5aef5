using System.Text;
using System.Text.Json;
using Davit.Api.Json;
using Davit.Client;
using Davit.Linux.Files;

namespace Davit.Cli.Commands.Manifests;

/// <summary>
/// Lists of manifests in the making, in docker's place and layout: <c>~/.docker/manifests</c>, a directory per list, a file per
/// manifest, both named after the full reference.
/// </summary>
internal sealed class ManifestStore(string configDirectory)
{
    private const uint ReadableByAll = 0x1A4; // 0644
    private readonly string _root = Path.Combine(configDirectory, "manifests");

    /// <summary>In the order of their files' names. Null where there is no such list.</summary>
    public IReadOnlyList<StoredManifest>? List(ImageReference list)
    {
        var directory = DirectoryOf(list);
        return Directory.Exists(directory) ? [.. Directory.GetFiles(directory).Order(StringComparer.Ordinal).Select(Read)] : null;
    }

    /// <summary>Null where the list has no such manifest.</summary>
    public StoredManifest? Find(ImageReference list, ImageReference manifest) => File.Exists(FileOf(list, manifest)) ? Read(FileOf(list, manifest)) : null;

    public void Save(ImageReference list, ImageReference name, StoredManifest manifest)
    {
        Directory.CreateDirectory(DirectoryOf(list));
        AtomicFile.Write(FileOf(list, name), Encoding.UTF8.GetBytes(manifest.ToJson()), ReadableByAll);
    }

    public void Remove(ImageReference list) => Directory.Delete(DirectoryOf(list), recursive: true);

    private string DirectoryOf(ImageReference list) => Path.Combine(_root, SafeName(list));

    private string FileOf(ImageReference list, ImageReference manifest) => Path.Combine(DirectoryOf(list), SafeName(manifest));

    private static string SafeName(ImageReference reference) => reference.Full.Replace(':', '-').Replace('/', '_');

    private static StoredManifest Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var descriptor = root.Member("Descriptor").Deserialize(EngineApiJson.Wire.OciDescriptor) ?? new();
            return new StoredManifest(root.Text("Ref"), descriptor, Convert.FromBase64String(root.Text("Raw")));
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw new CommandException($"manifest file {file} cannot be read: {error.Message}");
        }
    }
}
