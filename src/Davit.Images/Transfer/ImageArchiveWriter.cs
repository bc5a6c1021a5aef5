using System.Text.Json;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Archives;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;
using Davit.Storage.Streams;

namespace Davit.Images.Transfer;

/// <summary>Writes one archive: blobs first, each once, then the documents that tie them together.</summary>
internal sealed class ImageArchiveWriter(Stream output, ContentStore content, LayerStore layers)
{
    private const string BlobDirectory = "blobs/sha256/";
    private const uint FileMode = 0x1A4; // 0644

    private readonly TarWriter writer = new(output);
    private readonly HashSet<Digest> written = [];
    private readonly byte[] buffer = new byte[1 << 18];

    public void Write(IReadOnlyList<SavedImage> images, CancellationToken cancellation)
    {
        WriteDirectory("blobs/");
        WriteDirectory(BlobDirectory);
        var entries = new List<Descriptor>();
        var manifests = new List<ArchiveManifest>();
        foreach (var image in images)
        {
            var descriptor = WriteImage(image.Image, cancellation);
            entries.AddRange(Entries(descriptor, image.Tags));
            manifests.Add(new ArchiveManifest
            {
                Config = PathOf(image.Image.Id),
                RepoTags = [.. image.Tags.Select(tag => tag.FamiliarText)],
                Layers = [.. image.Image.DiffIds.Select(PathOf)],
                LayerSources = image.Image.ChainIds.Select(Describe).DistinctBy(layer => layer.Digest).ToDictionary(layer => layer.Digest.Text),
            });
        }

        var index = new Davit.Oci.Image.Index { MediaType = MediaTypes.OciIndex, Manifests = entries };
        WriteDocument("index.json", JsonSerializer.SerializeToUtf8Bytes(index, ImageJson.Default.Index));
        WriteDocument("manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifests, ImageJson.Default.IReadOnlyListArchiveManifest));
        WriteDocument("oci-layout", JsonSerializer.SerializeToUtf8Bytes(new ImageLayout(), ImageJson.Default.ImageLayout));
        WriteDocument("repositories", Repositories(images));
        writer.Complete();
    }

    private static IEnumerable<Descriptor> Entries(Descriptor manifest, IReadOnlyList<Reference> tags) => tags.Count == 0
        ? [manifest]
        : tags.Select(tag => manifest with
        {
            Annotations = new Dictionary<string, string>
            {
                ["io.containerd.image.name"] = tag.CanonicalText,
                ["org.opencontainers.image.ref.name"] = tag.Tag!,
            },
        });

    private static string PathOf(Digest digest) => BlobDirectory + digest.Hex;

    private static byte[] Repositories(IReadOnlyList<SavedImage> images)
    {
        var repositories = new Dictionary<string, Dictionary<string, string>>();
        foreach (var (image, tags) in images)
        {
            foreach (var tag in tags.Where(_ => image.ChainIds.Count > 0))
            {
                repositories.TryAdd(tag.FamiliarName, []);
                repositories[tag.FamiliarName][tag.Tag!] = image.DiffIds[^1].Hex;
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(repositories, ImageJson.Default.DictionaryStringDictionaryStringString);
    }

    private Descriptor WriteImage(ImageRecord image, CancellationToken cancellation)
    {
        var config = content.ReadAll(image.Id, ImageDocuments.SizeLimit);
        WriteBlob(image.Id, config);
        foreach (var chain in image.ChainIds)
        {
            WriteLayer(layers.Require(chain), cancellation);
        }

        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new Manifest
            {
                MediaType = MediaTypes.OciManifest,
                Config = new Descriptor { MediaType = MediaTypes.OciConfig, Digest = image.Id, Size = config.Length },
                Layers = [.. image.ChainIds.Select(Describe)],
            },
            ImageJson.Default.Manifest);
        var digest = Digest.Of(manifest);
        WriteBlob(digest, manifest);
        return new Descriptor
        {
            MediaType = MediaTypes.OciManifest,
            Digest = digest,
            Size = manifest.Length,
            Platform = image.Platform is { Architecture.Length: > 0 } platform ? platform : null,
        };
    }

    private Descriptor Describe(Digest chain)
    {
        var layer = layers.Require(chain);
        return new Descriptor { MediaType = MediaTypes.OciLayer, Digest = layer.DiffId, Size = layer.ArchiveSize };
    }

    private void WriteLayer(LayerRecord layer, CancellationToken cancellation)
    {
        if (!written.Add(layer.DiffId))
        {
            return;
        }

        writer.WriteHeader(FileEntry(PathOf(layer.DiffId), layer.ArchiveSize));
        using var archive = layers.OpenArchive(layer.ChainId);
        using var hashing = new HashingStream(archive);
        var total = 0L;
        for (int count; (count = hashing.Read(buffer)) > 0; total += count)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(buffer.AsSpan(0, count));
        }

        if (total != layer.ArchiveSize || hashing.Finish() != layer.DiffId)
        {
            throw new ImageException(ImageErrorKind.Internal, $"layer {layer.DiffId} is damaged on disk");
        }

        writer.Pad(total);
    }

    private void WriteBlob(Digest digest, byte[] bytes)
    {
        if (written.Add(digest))
        {
            WriteDocument(PathOf(digest), bytes);
        }
    }

    private void WriteDocument(string name, byte[] bytes) => writer.WriteFile(name, bytes, FileMode, DateTimeOffset.UnixEpoch);

    private void WriteDirectory(string name) => writer.WriteHeader(new TarEntry
    {
        Name = System.Text.Encoding.ASCII.GetBytes(name),
        Kind = TarEntryKind.Directory,
        Mode = 0x1ED, // 0755
    });

    private static TarEntry FileEntry(string name, long size) => new()
    {
        Name = System.Text.Encoding.ASCII.GetBytes(name),
        Kind = TarEntryKind.File,
        Mode = FileMode,
        Size = size,
    };
}
