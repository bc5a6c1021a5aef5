using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Archives;

namespace Davit.Testing;

/// <summary>Makes image archives in every form that docker, podman and skopeo write, without any of them.</summary>
public sealed class TestImage
{
    private readonly List<TestLayer> layers = [];
    private readonly List<string> tags = [];
    private ImageConfig config = new() { Env = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], Cmd = ["sh"] };

    public IReadOnlyList<TestLayer> Layers => layers;

    public string Architecture { get; set; } = Platform.Host.Architecture;

    public string Os { get; set; } = "linux";

    public DateTimeOffset Created { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>Replaces the configuration's bytes: for hostile ones.</summary>
    public byte[]? RawConfig { get; set; }

    /// <summary>An image of one layer with busybox in it.</summary>
    public static TestImage Busybox(string tag = "busybox:latest") => new TestImage().Tag(tag).Layer(layer => layer.Busybox());

    public TestImage Tag(string tag)
    {
        tags.Add(tag);
        return this;
    }

    public TestImage Layer(Action<TestLayer> fill)
    {
        var layer = new TestLayer();
        fill(layer);
        layers.Add(layer);
        return this;
    }

    public TestImage Config(Func<ImageConfig, ImageConfig> change)
    {
        config = change(config);
        return this;
    }

    public byte[] ConfigBytes() => RawConfig ?? JsonSerializer.SerializeToUtf8Bytes(
        new ImageDocument
        {
            Architecture = Architecture,
            Os = Os,
            Created = Created,
            Config = config,
            History = [.. layers.Select(_ => new HistoryEntry { Created = Created, CreatedBy = "test layer" })],
            RootFs = new RootFs { DiffIds = [.. layers.Select(layer => layer.DiffId)] },
        },
        ImageJson.Default.ImageDocument);

    /// <summary>The image's id.</summary>
    public Digest Id() => Digest.Of(ConfigBytes());

    /// <summary>The form of docker 1.10 to 24: <c>manifest.json</c> and a directory per layer.</summary>
    public byte[] ToDockerArchive(TestCompression compression = TestCompression.None) => Archive(writer =>
    {
        var bytes = ConfigBytes();
        var configName = Digest.Of(bytes).Hex + ".json";
        var names = new List<string>();
        Add(writer, configName, bytes);
        for (var i = 0; i < layers.Count; i++)
        {
            names.Add($"{layers[i].DiffId.Hex[..60]}{i:D4}/layer.tar");
            Add(writer, names[i], Compress(layers[i].ToArchive(), compression));
        }

        ArchiveManifest[] manifest = [new ArchiveManifest { Config = configName, RepoTags = tags, Layers = names }];
        Add(writer, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest, ImageJson.Default.IReadOnlyListArchiveManifest));
    });

    /// <summary>An OCI image layout; with <paramref name="withDockerManifest"/> the form of docker 25 and newer.</summary>
    public byte[] ToOciLayout(TestCompression compression = TestCompression.None, bool withDockerManifest = false) => Archive(writer =>
    {
        var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var descriptors = layers.Select(layer => AddBlob(blobs, LayerType(compression), Compress(layer.ToArchive(), compression))).ToList();
        var bytes = ConfigBytes();
        var manifest = new Manifest
        {
            MediaType = MediaTypes.OciManifest,
            Config = AddBlob(blobs, MediaTypes.OciConfig, bytes),
            Layers = descriptors,
        };
        var top = AddBlob(blobs, MediaTypes.OciManifest, JsonSerializer.SerializeToUtf8Bytes(manifest, ImageJson.Default.Manifest));
        var entries = tags.Count == 0 ? [top] : tags.Select(tag => top with
        {
            Annotations = new Dictionary<string, string> { ["io.containerd.image.name"] = Reference.Parse(tag).WithDefaultTag().CanonicalText },
        });
        Add(writer, "oci-layout", JsonSerializer.SerializeToUtf8Bytes(new ImageLayout(), ImageJson.Default.ImageLayout));
        Add(writer, "index.json", JsonSerializer.SerializeToUtf8Bytes(new Davit.Oci.Image.Index { Manifests = [.. entries] }, ImageJson.Default.Index));
        if (withDockerManifest)
        {
            ArchiveManifest[] images = [new ArchiveManifest { Config = Path(manifest.Config.Digest), RepoTags = tags, Layers = [.. descriptors.Select(layer => Path(layer.Digest))] }];
            Add(writer, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(images, ImageJson.Default.IReadOnlyListArchiveManifest));
        }

        foreach (var (name, content) in blobs)
        {
            Add(writer, name, content);
        }
    });

    /// <summary>The form before docker 1.10: <c>repositories</c>, and per layer a directory with <c>json</c> and <c>layer.tar</c>.</summary>
    public byte[] ToLegacyArchive() => Archive(writer =>
    {
        string? parent = null;
        foreach (var layer in layers)
        {
            var id = Digest.Of(Encoding.ASCII.GetBytes(parent + layer.DiffId.Text)).Hex;
            var json = "{\"id\":\"" + id + "\"" + (parent is null ? "" : ",\"parent\":\"" + parent + "\"")
                + ",\"created\":\"2015-01-02T03:04:05.123456789Z\",\"container_config\":{\"Cmd\":[\"/bin/sh\",\"-c\",\"#(nop) ADD file\"]}"
                + ",\"config\":" + JsonSerializer.Serialize(config, ImageJson.Default.ImageConfig)
                + ",\"architecture\":\"" + Architecture + "\",\"os\":\"" + Os + "\",\"Size\":12}";
            Add(writer, id + "/VERSION", "1.0"u8.ToArray());
            Add(writer, id + "/json", Encoding.UTF8.GetBytes(json));
            Add(writer, id + "/layer.tar", layer.ToArchive());
            parent = id;
        }

        var repositories = tags.Select(Reference.Parse)
            .GroupBy(tag => tag.FamiliarName)
            .ToDictionary(group => group.Key, group => group.ToDictionary(tag => tag.Tag!, _ => parent!));
        Add(writer, "repositories", JsonSerializer.SerializeToUtf8Bytes(repositories, ImageJson.Default.DictionaryStringDictionaryStringString));
    });

    public static byte[] Compress(byte[] content, TestCompression compression)
    {
        using var output = new MemoryStream();
        switch (compression)
        {
            case TestCompression.Gzip:
                using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
                {
                    gzip.Write(content);
                }

                return output.ToArray();
            case TestCompression.Zstd:
                using (var zstd = new ZstdSharp.CompressionStream(output, 1, leaveOpen: true))
                {
                    zstd.Write(content);
                }

                return output.ToArray();
            default:
                return content;
        }
    }

    private static byte[] Archive(Action<TarWriter> fill)
    {
        using var output = new MemoryStream();
        var writer = new TarWriter(output);
        fill(writer);
        writer.Complete();
        return output.ToArray();
    }

    private static void Add(TarWriter writer, string name, byte[] content) => writer.WriteFile(name, content, 0x1A4, DateTimeOffset.UnixEpoch);

    private static string Path(Digest digest) => "blobs/sha256/" + digest.Hex;

    private static Descriptor AddBlob(Dictionary<string, byte[]> blobs, string mediaType, byte[] content)
    {
        var digest = Digest.Of(content);
        blobs[Path(digest)] = content;
        return new Descriptor { MediaType = mediaType, Digest = digest, Size = content.Length };
    }

    private static string LayerType(TestCompression compression) => compression switch
    {
        TestCompression.Gzip => MediaTypes.OciLayerGzip,
        TestCompression.Zstd => MediaTypes.OciLayerZstd,
        _ => MediaTypes.OciLayer,
    };
}
