using System.Security.Cryptography;
using System.Text;
using Davit.Linux.Files;
using Davit.Oci;
using Davit.Storage;
using Davit.Storage.Archives;
using Davit.Storage.Snapshots;
using Davit.Testing;

namespace Davit.Privileged.Tests.Storage;

public sealed class LayerStoreTests : IDisposable
{
    private static readonly byte[] NetRaw = [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly StorageHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_layer_is_unpacked_with_everything_its_archive_says()
    {
        var layer = await host.ApplyAsync(new TestLayer()
            .Directory("d", 0x1FF | 0x200, 5, 6)
            .File("d/suid", "x", 0x9ED, 7, 8)
            .HardLink("d/second", "d/suid")
            .Symlink("link", "/nowhere/../x")
            .CharacterDevice("null", 1, 3)
            .Fifo("fifo")
            .FileWithXattr("ping", "p", "security.capability", NetRaw));
        var root = host.Layers.FileSystemPath(layer.ChainId);
        Assert.Equal((0xBFFu & 0x3FF, 5u, 6u), Stat(root, "d") is var d ? (d.Permissions, d.Uid, d.Gid) : default);
        var suid = Stat(root, "d/suid");
        Assert.Equal((0x9EDu, 7u, 8u, 2u), (suid.Permissions, suid.Uid, suid.Gid, suid.LinkCount));
        Assert.Equal(1_700_000_000, suid.ModifyTime.Seconds);
        Assert.Equal(1_700_000_000, Stat(root, "d").ModifyTime.Seconds);
        Assert.Equal(suid.Inode, Stat(root, "d/second").Inode);
        Assert.Equal("/nowhere/../x", File.ResolveLinkTarget(root + "/link", false) is null ? "" : new FileInfo(root + "/link").LinkTarget);
        Assert.Equal((FileKind.CharacterDevice, 1u, 3u), Stat(root, "null") is var n ? (n.Kind, n.DeviceMajorOfNode, n.DeviceMinorOfNode) : default);
        Assert.Equal(FileKind.Fifo, Stat(root, "fifo").Kind);
        using var ping = OpenCalls.Open(root + "/ping", OpenFlags.ReadOnly);
        Assert.Equal(NetRaw, XattrCalls.Get(ping, "security.capability"));
        Assert.Equal("/nowhere/../x".Length + 2, layer.Size);
    }

    [Fact]
    public async Task Whiteouts_hide_what_is_below()
    {
        var below = await host.ApplyAsync(new TestLayer().Directory("a").File("a/gone", "1").File("a/stays", "2").Directory("b").File("b/hidden", "3").File("c", "4"));
        var above = await host.ApplyAsync(
            new TestLayer().Directory("a").Whiteout("a", "gone").Directory("b").Opaque("b").File("b/new", "5").Whiteout("", "c"), below.ChainId);
        using var view = OverlayView.OpenLayers([host.Layers.FileSystemPath(above.ChainId), host.Layers.FileSystemPath(below.ChainId)]);
        var root = $"/proc/self/fd/{view.Value}";
        Assert.Equal(["a", "b"], Names(root));
        Assert.Equal(["stays"], Names(root + "/a"));
        Assert.Equal(["new"], Names(root + "/b"));
    }

    [Fact]
    public async Task A_whiteout_does_not_hide_its_own_layer()
    {
        var below = await host.ApplyAsync(new TestLayer().Directory("d").File("d/old", "1").File("f", "1"));
        foreach (var layer in new[]
        {
            new TestLayer().Whiteout("", "d").Directory("d").File("d/new", "2").Whiteout("", "f").File("f", "2"),
            new TestLayer().Directory("d").File("d/new", "2").Whiteout("", "d").File("f", "2").Whiteout("", "f"),
        })
        {
            var above = await host.ApplyAsync(layer, below.ChainId);
            using var view = OverlayView.OpenLayers([host.Layers.FileSystemPath(above.ChainId), host.Layers.FileSystemPath(below.ChainId)]);
            var root = $"/proc/self/fd/{view.Value}";
            Assert.Equal(["d", "f"], Names(root));
            Assert.Equal(["new"], Names(root + "/d"));
            Assert.Equal("2", File.ReadAllText(root + "/f"));
        }
    }

    [Fact]
    public async Task Directories_an_archive_leaves_out_look_as_they_do_below()
    {
        var below = await host.ApplyAsync(new TestLayer().Directory("./", 0x1C0, 3, 4).Directory("home", 0x1ED).Directory("home/user", 0x1C0, 1000, 1001));
        var above = await host.ApplyAsync(new TestLayer().File("home/user/file", "x").File("fresh/file", "y"), below.ChainId);
        var root = host.Layers.FileSystemPath(above.ChainId);
        var user = Stat(root, "home/user");
        Assert.Equal((0x1C0u, 1000u, 1001u, 1_700_000_000L), (user.Permissions, user.Uid, user.Gid, user.ModifyTime.Seconds));
        Assert.Equal((0x1C0u, 3u, 4u), Stat(root, ".") is var top ? (top.Permissions, top.Uid, top.Gid) : default);
        Assert.Equal((0x1EDu, 0u), Stat(root, "fresh") is var fresh ? (fresh.Permissions, fresh.Uid) : default);
    }

    [Fact]
    public async Task An_archive_comes_out_again_bit_for_bit()
    {
        byte[][] archives =
        [
            new TestLayer().Busybox().ToArchive(),
            [.. new TestLayer().File("a", "1").ToArchive(), .. new byte[9216], .. "trailing words"u8],
            new TestLayer().File("same", "first").File("same", "second, longer").Symlink("same", "x").File("same", "third").ToArchive(),
            new TestLayer().Directory("d").Directory("d/e").File("d/e/f", "in a directory that goes").File("d", "a file now").ToArchive(),
            new TestLayer().Directory("real").Symlink("link", "real").File("link/f", "through a link").Symlink("abs", "/real").File("abs/g", "and another").ToArchive(),
            new TestLayer().Symlink("run", "/later").File("run/f", "into a link to nowhere").ToArchive(),
            new TestLayer().File("f", "one").HardLink("g", "f").File("f", "two").Whiteout("", "h").ToArchive(),
            new byte[1024],
            Sparse(),
        ];
        foreach (var archive in archives)
        {
            var layer = await host.ApplyAsync(archive);
            Assert.Equal(Digest.Of(archive), layer.DiffId);
            Assert.Equal(archive.Length, layer.ArchiveSize);
            using var again = host.Layers.OpenArchive(layer.ChainId);
            using var copy = new MemoryStream();
            again.CopyTo(copy);
            Assert.Equal(archive, copy.ToArray());
        }
    }

    [Theory]
    [InlineData(TestCompression.None)]
    [InlineData(TestCompression.Gzip)]
    [InlineData(TestCompression.Zstd)]
    public async Task A_layer_is_named_by_its_uncompressed_archive(TestCompression compression)
    {
        var archive = new TestLayer().Busybox().ToArchive();
        var layer = await host.Layers.ApplyAsync(
            Digest.Of(archive), null, new MemoryStream(TestImage.Compress(archive, compression)), TestContext.Current.CancellationToken);
        Assert.Equal(Digest.Of(archive), layer.ChainId);
    }

    [Fact]
    public async Task What_is_not_what_its_digest_says_leaves_nothing()
    {
        var failure = await Assert.ThrowsAsync<StorageException>(() => host.Layers.ApplyAsync(
            Digest.Of("other"u8), null, new MemoryStream(new TestLayer().File("a", "b").ToArchive()), TestContext.Current.CancellationToken));
        Assert.Equal(StorageErrorKind.DigestMismatch, failure.Kind);
        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task An_archive_cut_off_anywhere_leaves_nothing()
    {
        var archive = new TestLayer().Directory("d").File("d/f", new string('x', 3000)).File("g", "y").ToArchive();
        var digest = Digest.Of(archive);
        for (var length = 0; length < archive.Length; length += 511)
        {
            await Assert.ThrowsAsync<StorageException>(() => host.Layers.ApplyAsync(
                digest, null, new MemoryStream(archive[..length]), TestContext.Current.CancellationToken));
        }

        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task Two_applications_of_one_layer_at_once_give_one_layer()
    {
        var archive = new TestLayer().Busybox().ToArchive();
        var digest = Digest.Of(archive);
        var layers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            host.Layers.ApplyAsync(digest, null, new MemoryStream(archive), TestContext.Current.CancellationToken))));
        Assert.All(layers, layer => Assert.Equal(digest, layer.ChainId));
        Assert.Equal([digest.Hex], host.Names("layers"));
    }

    [Fact]
    public async Task A_cancelled_application_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var source = new EndlessArchive(cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Layers.ApplyAsync(null, null, source, cancel.Token));
        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task What_a_crash_left_is_removed_at_the_next_start_and_finished_layers_stay()
    {
        var layer = await host.ApplyAsync(new TestLayer().File("a", "b"));
        Directory.CreateDirectory(host.Path + "/layers/.new-1/fs/deep");
        Directory.CreateDirectory(host.Path + "/layers/.gone-1/fs/deep");
        var store = LayerStore.Open(host.Path + "/layers", new LayerOptions());
        Assert.Equal([layer.ChainId.Hex], host.Names("layers"));
        Assert.Equal(layer, store.Find(layer.ChainId));
    }

    [Fact]
    public async Task A_layer_is_collected_only_when_neither_an_image_nor_a_container_needs_it()
    {
        var image = await host.ImageAsync(layer => layer.File("a", "b"), layer => layer.File("c", "d"));
        host.Snapshots.Prepare("c1", image.ChainIds);
        host.Images.Remove(new Davit.Images.ImageRemoval
        {
            Name = image.Id.Hex,
            Force = true,
            Users = new[] { new Davit.Images.ImageUser("c1", false) }.ToLookup(_ => image.Id),
        });
        Assert.Equal(2, host.Layers.List().Count);
        host.Reopen();
        Assert.Equal(2, host.Layers.List().Count);
        host.Snapshots.Remove("c1");
        host.Reopen();
        Assert.Empty(host.Layers.List());
        Assert.Empty(host.Names("layers"));
    }

    private static Statx Stat(string root, string name)
    {
        Assert.Equal(Davit.Linux.Errno.None, StatCalls.TryStatLink(null, root + "/" + name, out var stat));
        return stat;
    }

    private static List<string> Names(string path) => [.. Directory.EnumerateFileSystemEntries(path).Select(name => Path.GetFileName(name)).Order(StringComparer.Ordinal)];

    private static byte[] Sparse()
    {
        var content = RandomNumberGenerator.GetBytes(1024);
        using var output = new MemoryStream();
        var writer = new TarWriter(output);
        var pax = "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n24 GNU.sparse.name=real\n31 GNU.sparse.realsize=1000000\n";
        writer.WriteHeader(new TarEntry { Name = "x"u8.ToArray(), Size = pax.Length });
        writer.Write(Encoding.ASCII.GetBytes(pax));
        writer.Pad(pax.Length);
        var map = "2\n0\n512\n999488\n512\n";
        writer.WriteHeader(new TarEntry { Name = "GNUSparseFile.0/real"u8.ToArray(), Size = 512 + content.Length, Mode = 0x1A4 });
        writer.Write(Encoding.ASCII.GetBytes(map.PadRight(512, '\0')));
        writer.Write(content);
        writer.Complete();
        var archive = output.ToArray();
        archive[156] = (byte)'x';
        archive.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(archive.Take(512).Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(archive, 148);
        return archive;
    }

    /// <summary>A file without end; cancels when some of it was read.</summary>
    private sealed class EndlessArchive(CancellationTokenSource cancel) : Stream
    {
        private readonly byte[] header = new TestLayer().File("endless", "").ToArchive()[..512];
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (position == 0)
            {
                Encoding.ASCII.GetBytes("77777777777\0").CopyTo(header, 124);
                header.AsSpan(148, 8).Fill((byte)' ');
                Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
                header.CopyTo(buffer, offset);
                position = 512;
                return 512;
            }

            position += count;
            if (position > 8 << 20)
            {
                cancel.Cancel();
            }

            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var copy = new byte[buffer.Length];
            var count = Read(copy, 0, copy.Length);
            copy.AsMemory(0, count).CopyTo(buffer);
            return ValueTask.FromResult(count);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
