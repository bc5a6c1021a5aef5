using System.Text;
using System.Text.Json;
using Davit.Images;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage;
using Davit.Storage.Archives;
using Davit.Testing;

namespace Davit.Privileged.Tests.Storage;

public sealed class ImageTransferTests : IDisposable
{
    private readonly StorageHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("docker", TestCompression.None)]
    [InlineData("docker", TestCompression.Gzip)]
    [InlineData("docker", TestCompression.Zstd)]
    [InlineData("oci", TestCompression.None)]
    [InlineData("oci", TestCompression.Gzip)]
    [InlineData("oci", TestCompression.Zstd)]
    [InlineData("both", TestCompression.None)]
    [InlineData("both", TestCompression.Gzip)]
    [InlineData("legacy", TestCompression.None)]
    public async Task Every_form_of_archive_is_loaded(string form, TestCompression compression)
    {
        var image = Sample();
        var archive = form switch
        {
            "docker" => image.ToDockerArchive(compression),
            "oci" => image.ToOciLayout(compression),
            "both" => image.ToOciLayout(compression, withDockerManifest: true),
            _ => image.ToLegacyArchive(),
        };
        foreach (var outer in new[] { TestCompression.None, TestCompression.Gzip, TestCompression.Zstd })
        {
            var lines = new List<string>();
            var loaded = Assert.Single(await host.LoadAsync(TestImage.Compress(archive, outer), lines));
            Assert.Equal("app:1", Assert.Single(loaded.Tags).FamiliarText);
            Assert.Equal("Loaded image: app:1\n", lines[^1]);
            Assert.Equal(image.Layers.Select(layer => layer.DiffId), loaded.DiffIds);
            if (form != "legacy")
            {
                Assert.Equal(image.Id(), loaded.Id);
            }
        }

        Assert.Equal(image.Layers.Count, host.Layers.List().Count);
        Assert.Equal(image.Layers.Count, host.Names("layers").Count);
    }

    [Fact]
    public async Task What_is_saved_is_loaded_again_with_the_same_id()
    {
        var first = Assert.Single(await host.LoadAsync(Sample().ToDockerArchive(TestCompression.Gzip)));
        host.Images.Tag(first.Id, Reference.Parse("app:2"));
        await host.LoadAsync(TestImage.Busybox().ToDockerArchive());
        using var archive = new MemoryStream();
        await host.Saver.SaveAsync(["app", "busybox:latest", first.Id.Hex], [], archive, TestContext.Current.CancellationToken);
        using var other = new StorageHost();
        var loaded = await other.LoadAsync(archive.ToArray());
        Assert.Equal(2, loaded.Count);
        Assert.Equal(["app:1", "app:2"], other.Images.Find(first.Id)!.Tags.Select(tag => tag.FamiliarText));
        using var again = new MemoryStream();
        await other.Saver.SaveAsync(["app", "busybox:latest", first.Id.Hex], [], again, TestContext.Current.CancellationToken);
        Assert.Equal(archive.ToArray(), again.ToArray());
    }

    [Fact]
    public async Task Without_a_name_the_id_is_said()
    {
        var lines = new List<string>();
        var image = new TestImage().Layer(layer => layer.File("a", "b"));
        await host.LoadAsync(image.ToDockerArchive(), lines);
        Assert.Equal($"Loaded image ID: {image.Id()}\n", lines[^1]);
        using var archive = new MemoryStream();
        await host.Saver.SaveAsync([image.Id().Hex[..12]], [], archive, TestContext.Current.CancellationToken);
        using var other = new StorageHost();
        Assert.Empty(Assert.Single(await other.LoadAsync(archive.ToArray())).Tags);
    }

    [Fact]
    public async Task A_name_that_moves_is_said()
    {
        var first = Assert.Single(await host.LoadAsync(Sample().ToDockerArchive()));
        var lines = new List<string>();
        await host.LoadAsync(new TestImage().Tag("app:1").Layer(layer => layer.File("x", "y")).ToDockerArchive(), lines);
        Assert.Contains($"The image app:1 already exists, renaming the old one with ID {first.Id} to empty string\n", lines);
    }

    [Fact]
    public async Task One_layer_under_two_parents_is_two_directories()
    {
        var shared = new TestLayer().File("shared", "s");
        await host.LoadAsync(new TestImage().Tag("a").Layer(layer => layer.File("a", "1")).Layer(layer => layer.File("shared", "s")).ToOciLayout());
        var second = Assert.Single(await host.LoadAsync(
            new TestImage().Tag("b").Layer(layer => layer.File("b", "2")).Layer(layer => layer.File("shared", "s")).ToOciLayout()));
        Assert.Equal(shared.DiffId, second.DiffIds[1]);
        Assert.Equal(4, host.Layers.List().Count);
        Assert.Equal("s", File.ReadAllText(host.Layers.FileSystemPath(second.ChainIds[1]) + "/shared"));
    }

    [Fact]
    public async Task A_stream_that_comes_in_small_pieces_and_only_asynchronously_is_loaded()
    {
        using var stream = new AsyncOnlyStream(Sample().ToDockerArchive());
        var loaded = await host.Loader.LoadAsync(stream, [], _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(Sample().Id(), Assert.Single(loaded).Id);
    }

    [Fact]
    public async Task An_archive_cut_off_anywhere_leaves_no_image_and_no_layer()
    {
        var archive = Sample().ToDockerArchive();
        for (var length = 0; length < archive.Length - 1024; length += 1499)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => host.LoadAsync(archive[..length]));
        }

        Assert.Empty(host.Images.List());
        host.Reopen();
        Assert.Empty(host.Names("layers"));
    }

    [Theory]
    [InlineData("""[{"Config":"c.json","RepoTags":["app:1"],"Layers":["nosuch/layer.tar"]}]""", "is missing")]
    [InlineData("""[{"Config":"nosuch.json","Layers":[]}]""", "nosuch.json is missing")]
    [InlineData("""[{"Config":"c.json","RepoTags":["UPPER:1"],"Layers":["l.tar"]}]""", "invalid tag")]
    [InlineData("""[{"Config":"c.json","RepoTags":["app"],"Layers":["l.tar"]}]""", "invalid tag")]
    [InlineData("""[{"Config":"c.json","Layers":["l.tar","l.tar"]}]""", "layers length mismatch: expected 1, got 2")]
    [InlineData("""[{"Config":"c.json","Layers":["other.tar"]}]""", "invalid diffID for layer 0")]
    [InlineData("""[{"Config":"../../../etc/passwd","Layers":[]}]""", "outside of its root")]
    [InlineData("""[{"Config":5}]""", "invalid manifest.json")]
    [InlineData("""{"Config":"c.json"}""", "invalid manifest.json")]
    [InlineData("[null]", "invalid manifest.json")]
    [InlineData("nonsense", "invalid manifest.json")]
    public async Task A_manifest_that_does_not_fit_is_refused_and_nothing_is_left(string manifest, string reason)
    {
        var layer = new TestLayer().File("a", "b");
        var image = new TestImage().Layer(l => l.File("a", "b"));
        var archive = Archive(
            ("c.json", image.ConfigBytes()), ("l.tar", layer.ToArchive()), ("other.tar", new TestLayer().File("x", "y").ToArchive()), ("manifest.json", Encoding.UTF8.GetBytes(manifest)));
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.LoadAsync(archive));
        Assert.True(failure is ImageException or StorageException, failure.ToString());
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Empty(host.Images.List());
        host.Reopen();
        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task A_link_to_another_member_is_followed_and_a_circle_of_links_is_not()
    {
        var image = new TestImage().Tag("app:1").Layer(l => l.File("a", "b")).Layer(l => l.File("a", "b"));
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new[] { new ArchiveManifest { Config = "c.json", RepoTags = ["app:1"], Layers = ["one/layer.tar", "two/layer.tar"] } }, ImageJson.Default.IReadOnlyListArchiveManifest);
        var archive = Archive(
            ("c.json", image.ConfigBytes()), ("two/layer.tar", "../one/layer.tar"), ("one/layer.tar", image.Layers[0].ToArchive()), ("manifest.json", manifest));
        Assert.Equal(2, Assert.Single(await host.LoadAsync(archive)).ChainIds.Count);
        await Assert.ThrowsAsync<ImageException>(() => host.LoadAsync(Archive(("manifest.json", "b"), ("b", "manifest.json"))));
    }

    [Fact]
    public async Task A_blob_that_is_not_what_its_name_says_is_refused()
    {
        foreach (var compression in new[] { TestCompression.None, TestCompression.Gzip })
        {
            var content = TestImage.Compress(new TestLayer().File("a", "b").ToArchive(), compression);
            var failure = await Assert.ThrowsAsync<ImageException>(() => host.LoadAsync(Archive(("blobs/sha256/" + new string('a', 64), content))));
            Assert.Contains("has the digest", failure.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<ImageException>(() => host.LoadAsync(Archive(("blobs/sha256/" + new string('a', 64), "{}"u8.ToArray()))));
        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task An_index_that_leads_to_itself_or_is_two_things_at_once_is_refused()
    {
        // Nobody can make a document with its own digest in it, but indexes can be nested without end.
        var inner = "{\"manifests\":[],\"layers\":[]}"u8.ToArray();
        var digest = Digest.Of(inner);
        var index = Encoding.UTF8.GetBytes($$"""{"manifests":[{"mediaType":"{{MediaTypes.OciIndex}}","digest":"{{digest}}","size":1}]}""");
        var failure = await Assert.ThrowsAsync<ImageException>(() => host.LoadAsync(Archive(("index.json", index), ("blobs/sha256/" + digest.Hex, inner))));
        Assert.Contains("ambiguous", failure.Message, StringComparison.Ordinal);
        var blobs = new List<(string, object)>();
        var next = "{\"manifests\":[]}"u8.ToArray();
        for (var i = 0; i < 50; i++)
        {
            blobs.Add(("blobs/sha256/" + Digest.Of(next).Hex, next));
            next = Encoding.UTF8.GetBytes($$"""{"manifests":[{"mediaType":"{{MediaTypes.OciIndex}}","digest":"{{Digest.Of(next)}}","size":1}]}""");
        }

        await Assert.ThrowsAsync<ImageException>(() => host.LoadAsync(Archive([.. blobs, ("index.json", next)])));
    }

    [Fact]
    public async Task An_image_of_another_platform_in_an_index_is_passed_over()
    {
        var archive = Encoding.UTF8.GetString(Sample().ToOciLayout());
        Assert.Contains("index.json", archive, StringComparison.Ordinal);
        var foreign = Encoding.UTF8.GetBytes(
            "{\"manifests\":[{\"mediaType\":\"" + MediaTypes.OciManifest + "\",\"digest\":\"sha256:" + new string('a', 64)
            + "\",\"size\":1,\"platform\":{\"os\":\"linux\",\"architecture\":\"s390x\"}}]}");
        var failure = await Assert.ThrowsAsync<ImageException>(() => host.LoadAsync(Archive(("index.json", foreign))));
        Assert.Contains("no image for the platform linux/", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_file_system_is_no_image_and_the_message_says_what_reads_it()
    {
        var failure = await Assert.ThrowsAsync<ImageException>(() => host.LoadAsync(new TestLayer().Busybox().ToArchive()));
        Assert.Contains("'import' reads", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_an_image_of_one_layer()
    {
        var importer = new Davit.Images.Building.ImageImporter(host.Images, host.Layers, TimeProvider.System);
        var image = await importer.ImportAsync(
            new MemoryStream(TestImage.Compress(new TestLayer().Busybox().ToArchive(), TestCompression.Zstd)),
            new Davit.Images.Building.ImportRequest { Reference = Reference.Parse("root"), Changes = ["CMD [\"sh\"]", "ENV A=b"] },
            TestContext.Current.CancellationToken);
        Assert.Equal("root:latest", Assert.Single(image.Tags).FamiliarText);
        Assert.Equal("Imported from -", image.Document.Comment);
        Assert.Equal(["A=b"], image.Config.Env);
        var history = Assert.Single(host.Images.History(image));
        Assert.Equal((image.Id.Text, image.Size), (history.Id, history.Size));
        await Assert.ThrowsAsync<ImageException>(() => importer.ImportAsync(
            new MemoryStream([]), new Davit.Images.Building.ImportRequest { Changes = ["RUN x"] }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Damage_on_the_disk_is_noticed_before_a_damaged_layer_is_given_away()
    {
        var image = Assert.Single(await host.LoadAsync(Sample().ToDockerArchive()));
        File.WriteAllText(host.Layers.FileSystemPath(image.ChainIds[0]) + "/etc/hosts", "tampered!");
        using var archive = new MemoryStream();
        await Assert.ThrowsAsync<ImageException>(() => host.Saver.SaveAsync(["app:1"], [], archive, TestContext.Current.CancellationToken));
    }

    private static TestImage Sample() => new TestImage().Tag("app:1")
        .Layer(layer => layer.Directory("etc").File("etc/hosts", "127.0.0.1").File("big", new byte[70_000]))
        .Layer(layer => layer.Whiteout("etc", "hosts").File("f", "x"));

    private static byte[] Archive(params (string Name, object Content)[] members)
    {
        using var output = new MemoryStream();
        var writer = new TarWriter(output);
        foreach (var (name, content) in members)
        {
            if (content is string link)
            {
                writer.WriteHeader(new TarEntry { Name = Encoding.UTF8.GetBytes(name), Kind = TarEntryKind.SymbolicLink, LinkName = Encoding.UTF8.GetBytes(link) });
            }
            else
            {
                writer.WriteFile(name, (byte[])content, 0x1A4, DateTimeOffset.UnixEpoch);
            }
        }

        writer.Complete();
        return output.ToArray();
    }

    /// <summary>As a request's body is: no synchronous reads, and never as much as was asked for.</summary>
    private sealed class AsyncOnlyStream(byte[] content) : MemoryStream
    {
        private int position;

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("synchronous read");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("synchronous read");

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            var count = Math.Min(Math.Min(buffer.Length, 777), content.Length - position);
            content.AsMemory(position, count).CopyTo(buffer);
            position += count;
            return count;
        }
    }
}
