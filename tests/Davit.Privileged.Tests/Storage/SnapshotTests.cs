using System.Formats.Tar;
using Davit.Images.Building;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci;
using Davit.Storage.Snapshots;
using Davit.Storage.Trees;
using Davit.Testing;

namespace Davit.Privileged.Tests.Storage;

public sealed class SnapshotTests : IDisposable
{
    private readonly StorageHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_container_sees_its_image_with_the_mount_points_it_needs_and_has_changed_nothing()
    {
        var image = await host.ImageAsync(layer => layer.Directory("etc", 0x1C0, 3, 4).File("etc/hosts", "the image's").File("f", "x").Symlink("proc", "/etc"));
        var mount = host.Snapshots.Prepare("c1", image.ChainIds);
        using (var root = host.Mount(mount))
        {
            Assert.Equal("x", File.ReadAllText(root["f"]));
            Assert.All(new[] { ".dockerenv", "etc/hosts", "etc/hostname", "etc/resolv.conf", "dev/console" }, name => Assert.Equal("", File.ReadAllText(root[name])));
            Assert.Equal(Errno.None, StatCalls.TryStatLink(null, root["etc"], out var etc));
            Assert.Equal((0x1C0u, 3u, 4u), (etc.Permissions, etc.Uid, etc.Gid));

            // A link at a mount point is hidden: nothing is ever mounted through it.
            Assert.Equal(Errno.None, StatCalls.TryStatLink(null, root["proc"], out var proc));
            Assert.True(proc.IsDirectory);
        }

        Assert.Empty(await host.Snapshots.ChangesAsync(mount, TestContext.Current.CancellationToken));
        Assert.Equal(new SnapshotUsage(0, 0), host.Snapshots.Usage("c1"));
    }

    [Fact]
    public async Task An_image_without_layers_is_a_root_too()
    {
        var mount = host.Snapshots.Prepare("c1", []);
        using (var root = host.Mount(mount))
        {
            File.WriteAllText(root["f"], "x");
        }

        Assert.Equal("A /f", Assert.Single(await ChangesAsync(mount)));
    }

    [Fact]
    public async Task Changes_are_those_of_docker_diff()
    {
        var image = await host.ImageAsync(
            layer => layer.Directory("a").File("a/x", "1").File("a/y", "2").Directory("b").File("b/z", "3").File("c", "4").File("d", "5").Directory("e").File("e/f", "6"),
            layer => layer.File("top", "7"));
        var mount = host.Snapshots.Prepare("c1", image.ChainIds);
        using (var root = host.Mount(mount))
        {
            File.WriteAllText(root["a/x"], "changed");
            File.Delete(root["a/y"]);
            Directory.Delete(root["b"], recursive: true);
            Directory.CreateDirectory(root["b"]);
            File.WriteAllText(root["b/new"], "");
            File.Delete(root["c"]);
            Directory.CreateDirectory(root["c"]);
            File.WriteAllText(root["d"], "5!");
            File.WriteAllText(root["e/g"], "");
            Directory.CreateDirectory(root["n/m"]);
            File.WriteAllText(root["temporary"], "");
            File.Delete(root["temporary"]);
        }

        Assert.Equal(
            ["C /a", "C /a/x", "D /a/y", "C /b", "A /b/new", "D /b/z", "C /c", "C /d", "C /e", "A /e/g", "A /n", "A /n/m"], await ChangesAsync(mount));
    }

    [Fact]
    public async Task An_export_is_the_merged_root_even_while_the_container_is_mounted()
    {
        var image = await host.ImageAsync(layer => layer.File("gone", "1").File("kept", "2"), layer => layer.Directory("d").File("d/f", "3"));
        var mount = host.Snapshots.Prepare("c1", image.ChainIds);
        using var root = host.Mount(mount);
        File.Delete(root["gone"]);
        File.WriteAllText(root["d/g"], "4");
        using var output = new MemoryStream();
        await host.Snapshots.ExportAsync(mount, output, TestContext.Current.CancellationToken);
        output.Position = 0;
        using var reader = new TarReader(output);
        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
        }

        Assert.Contains("d/g", names);
        Assert.Contains("kept", names);
        Assert.Contains("d/", names);
        Assert.DoesNotContain("gone", names);
    }

    [Fact]
    public async Task A_commit_makes_a_layer_that_shows_the_same_root()
    {
        var image = await host.ImageAsync(layer => layer.Directory("a").File("a/x", "1").Directory("b").File("b/z", "3").File("c", "4"));
        var mount = host.Snapshots.Prepare("c1", image.ChainIds);
        using (var root = host.Mount(mount))
        {
            File.Delete(root["c"]);
            Directory.Delete(root["b"], recursive: true);
            Directory.CreateDirectory(root["b"]);
            File.WriteAllText(root["b/new"], "n");
            File.WriteAllText(root["a/x"], "2");
        }

        var committer = new ImageCommitter(host.Images, host.Layers, host.Snapshots, TimeProvider.System);
        var committed = await committer.CommitAsync(
            new CommitRequest
            {
                Mount = mount,
                Base = image,
                Config = image.Config,
                ContainerId = "c1",
                Reference = Reference.Parse("made:1"),
                Author = "me",
                Message = "why",
                Changes = ["ENV A=b"],
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(2, committed.ChainIds.Count);
        Assert.Equal(image.Id, committed.Parent);
        Assert.Equal(("me", "why"), (committed.Document.Author, committed.Document.History![^1].Comment));
        var second = host.Snapshots.Prepare("c2", committed.ChainIds);
        using (var root = host.Mount(second))
        {
            Assert.False(File.Exists(root["c"]));
            Assert.Equal([root["b/new"]], Directory.EnumerateFileSystemEntries(root["b"]));
            Assert.Equal("2", File.ReadAllText(root["a/x"]));
        }

        var empty = await committer.CommitAsync(
            new CommitRequest { Mount = second, Base = committed, Config = committed.Config, ContainerId = "c2" }, TestContext.Current.CancellationToken);
        Assert.Equal(committed.ChainIds, empty.ChainIds);
        Assert.True(empty.Document.History![^1].EmptyLayer);
    }

    [Fact]
    public void A_writable_layer_is_removed_whatever_is_in_it()
    {
        host.Snapshots.Prepare("c1", []);
        var upper = host.Path + "/containers/c1/upper";
        var path = upper;
        using (var deep = new DeepDirectory(path))
        {
            deep.Make(3000);
        }

        File.WriteAllText(upper + "/immutable", "x");
        System.Diagnostics.Process.Start("chattr", ["+i", upper + "/immutable"])!.WaitForExit();
        File.WriteAllBytes(upper + "/\udcff odd \n name", []);
        Directory.CreateSymbolicLink(upper + "/link", "/etc");
        host.Snapshots.Remove("c1");
        Assert.False(Directory.Exists(upper));
        Assert.True(Directory.Exists("/etc"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(host.Path + "/containers/c1"));
    }

    [Fact]
    public async Task Usage_counts_bytes_of_files_and_each_hard_link_once()
    {
        var image = await host.ImageAsync(layer => layer.File("f", "x"));
        var mount = host.Snapshots.Prepare("c1", image.ChainIds);
        File.WriteAllText(mount.Upper + "/a", "12345");
        Assert.Equal(Errno.None, LinkCalls.TryLink(null, mount.Upper + "/a", null, mount.Upper + "/b"));
        Directory.CreateDirectory(mount.Upper + "/d");
        Assert.Equal(new SnapshotUsage(5, 3), host.Snapshots.Usage("c1"));
    }

    [Fact]
    public async Task A_hundred_and_fifty_layers_are_a_root()
    {
        var image = await host.ImageAsync([.. Enumerable.Range(0, 150).Select(i => (Action<TestLayer>)(layer => layer.File($"f{i}", $"{i}")))]);
        using var root = host.Mount(host.Snapshots.Prepare("c1", image.ChainIds));
        Assert.Equal("0", File.ReadAllText(root["f0"]));
        Assert.Equal("149", File.ReadAllText(root["f149"]));
    }

    private async Task<IReadOnlyList<string>> ChangesAsync(OverlayMount mount) =>
        [.. (await host.Snapshots.ChangesAsync(mount, TestContext.Current.CancellationToken)).Select(change => $"{"CAD"[(int)change.Kind]} {change.Path}")];

    /// <summary>Makes directories inside each other, deeper than any path is long.</summary>
    private sealed class DeepDirectory(string path) : IDisposable
    {
        private FileDescriptor current = OpenCalls.Open(path, OpenFlags.ReadOnly | OpenFlags.Directory);

        public void Make(int depth)
        {
            for (var i = 0; i < depth; i++)
            {
                DirectoryCalls.MakeDirectory(current, "directory", 0x1C0);
                var next = OpenCalls.OpenAt(current, "directory", OpenFlags.ReadOnly | OpenFlags.Directory);
                current.Dispose();
                current = next;
            }
        }

        public void Dispose() => current.Dispose();
    }
}
