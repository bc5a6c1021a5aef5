using Davit.Storage;
using Davit.Storage.Copying;
using Davit.Testing;

namespace Davit.Privileged.Tests.Storage;

/// <summary><c>docker cp</c>: FIELD.md class E.</summary>
public sealed class ArchiveServiceTests : IDisposable
{
    private readonly StorageHost host = new();
    private readonly TemporaryDirectory canary = new();

    public void Dispose()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(canary.Path));
        canary.Dispose();
        host.Dispose();
    }

    [Fact]
    public async Task A_link_is_shown_as_itself_with_where_it_leads_in_the_container()
    {
        using var view = await ViewAsync(layer => layer.Directory("run").Directory("var").Symlink("var/run", "/run").Symlink("out", canary.Path));
        Assert.Equal("/run", ArchiveService.Stat(view, "/var/run").LinkTarget);
        Assert.Equal("run", ArchiveService.Stat(view, "/var/run/").Name);
        Assert.Equal(canary.Path, ArchiveService.Stat(view, "/out").LinkTarget);
        Assert.Equal(StorageErrorKind.NotFound, Assert.Throws<StorageException>(() => ArchiveService.Stat(view, "/out/")).Kind);
    }

    [Fact]
    public async Task Writing_follows_links_inside_the_root_only()
    {
        using var view = await ViewAsync(layer => layer.Directory("run").Directory("var").Symlink("var/run", "/run").Directory(canary.Path.TrimStart('/')).Symlink("out", canary.Path));
        await PutAsync(view, "/var/run", new TestLayer().File("f", "x"));
        await PutAsync(view, "/out", new TestLayer().File("g", "x"));
        Assert.Equal(1, ArchiveService.Stat(view, "/run/f").Size);
        Assert.Equal(1, ArchiveService.Stat(view, canary.Path + "/g").Size);
    }

    [Fact]
    public async Task Absolute_links_below_the_target_mean_the_containers_root()
    {
        using var view = await ViewAsync(layer => layer.Directory("etc").Symlink("etc/alternatives", "/real").Directory("real"));
        await PutAsync(view, "/etc", new TestLayer().File("alternatives/f", "x"));
        Assert.Equal(1, ArchiveService.Stat(view, "/real/f").Size);
    }

    [Theory]
    [InlineData("/f", "extraction point is not a directory", StorageErrorKind.InvalidParameter)]
    [InlineData("/nosuch", "Could not find the file /nosuch", StorageErrorKind.NotFound)]
    [InlineData("", "path cannot be empty", StorageErrorKind.InvalidParameter)]
    public async Task A_target_that_is_no_directory_is_refused(string path, string message, StorageErrorKind kind)
    {
        using var view = await ViewAsync(layer => layer.File("f", "x"));
        var failure = await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, path, new TestLayer().File("a", "b")));
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_only_is_not_written_and_a_volume_in_it_is()
    {
        var volume = host.Volumes.Create(new Davit.Storage.Volumes.VolumeRequest { Name = "data" });
        var sealedVolume = host.Volumes.Create(new Davit.Storage.Volumes.VolumeRequest { Name = "sealed" });
        var image = await host.ImageAsync(layer => layer.Directory("data").Directory("sealed").Symlink("link", "/data"));
        using var view = host.Snapshots.OpenView(
            host.Snapshots.Prepare("c1", image.ChainIds),
            [
                new ViewMount { Destination = "/data", Source = volume.Mountpoint },
                new ViewMount { Destination = "/sealed", Source = sealedVolume.Mountpoint, ReadOnly = true },
            ],
            readOnlyRoot: true);
        var layer = new TestLayer().File("f", "in the volume");
        Assert.Contains("container rootfs is marked read-only", (await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, "/", layer))).Message, StringComparison.Ordinal);
        Assert.Contains("mounted volume is marked read-only", (await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, "/sealed", layer))).Message, StringComparison.Ordinal);
        await PutAsync(view, "/link", layer);
        Assert.Equal("in the volume", File.ReadAllText(Path.Combine(volume.Mountpoint, "f")));
        Assert.Contains("data/f", await GetAsync(view, "/data"));
    }

    [Fact]
    public async Task A_directory_is_not_replaced_by_a_file_if_that_was_asked()
    {
        using var view = await ViewAsync(layer => layer.Directory("d").File("d/x", "1").File("f", "2"));
        var options = new ArchiveWriteOptions { NoOverwriteDirNonDir = true };
        Assert.Contains("cannot overwrite directory", (await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, "/", new TestLayer().File("d", "x"), options))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot overwrite non-directory", (await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, "/", new TestLayer().Directory("f"), options))).Message, StringComparison.Ordinal);
        await PutAsync(view, "/", new TestLayer().File("d", "now a file").Directory("f"));
        Assert.Equal(10, ArchiveService.Stat(view, "/d").Size);
    }

    [Fact]
    public async Task Whiteout_names_are_ordinary_names_here_and_an_owner_can_be_given()
    {
        using var view = await ViewAsync(layer => layer.Directory("d").File("d/x", "1"));
        await PutAsync(view, "/d", new TestLayer().File(".wh.x", "text").File("mine", "", userId: 5), new ArchiveWriteOptions { Owner = (1000, 1001) });
        Assert.Equal(4, ArchiveService.Stat(view, "/d/.wh.x").Size);
        using var layer = new MemoryStream();
        using var read = ArchiveService.OpenRead(view, "/d/mine");
        await read.WriteToAsync(layer, TestContext.Current.CancellationToken);
        layer.Position = 0;
        var entry = new System.Formats.Tar.TarReader(layer).GetNextEntry()!;
        Assert.Equal((1000, 1001), (entry.Uid, entry.Gid));
    }

    [Fact]
    public async Task An_archive_with_dots_is_refused()
    {
        using var view = await ViewAsync(layer => layer.Directory("a").Directory("a/b"));
        var failure = await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, "/a/b", new TestLayer().File("../../evil", "x")));
        Assert.Equal(StorageErrorKind.InvalidArchive, failure.Kind);
        Assert.Throws<StorageException>(() => ArchiveService.Stat(view, "/evil"));
    }

    [Fact]
    public async Task A_container_that_exchanges_links_meanwhile_gains_nothing()
    {
        var image = await host.ImageAsync(layer => layer.Directory("data"));
        var mount = host.Snapshots.Prepare("c1", image.ChainIds);
        using var root = host.Mount(mount);
        using var view = ContainerView.OfDirectory(root.Path);
        Directory.CreateDirectory(root["other"]);
        Directory.CreateSymbolicLink(root["link"], canary.Path);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Davit.Linux.Files.LinkCalls.TryExchange(null, root["data"], null, root["link"]);
            }
        });
        var archive = new TestLayer().File("a", "x").Directory("d").File("d/e", "y");
        for (var i = 0; i < 300; i++)
        {
            try
            {
                await PutAsync(view, "/data", archive);
            }
            catch (StorageException)
            {
                // The link was there: it leads to nothing inside.
            }
        }

        await stop.CancelAsync();
        await swapping;
        Assert.Empty(Directory.EnumerateFileSystemEntries(canary.Path));
    }

    [Fact]
    public async Task The_kernels_file_systems_of_a_running_container_are_not_copied()
    {
        using var view = ContainerView.OfProcess(Environment.ProcessId, [], readOnlyRoot: false);
        Assert.Equal(StorageErrorKind.InvalidParameter, Assert.Throws<StorageException>(() => ArchiveService.OpenRead(view, "/proc/kcore")).Kind);
        Assert.Equal(
            StorageErrorKind.InvalidParameter, (await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, "/proc/self", new TestLayer().File("a", "b")))).Kind);
        await Assert.ThrowsAsync<StorageException>(() => PutAsync(view, canary.Path, new TestLayer().Symlink("l", "/proc/sys/kernel").File("l/core_pattern", "evil")));
        File.Delete(canary["l"]);
    }

    [Fact]
    public async Task A_volume_is_filled_from_the_image_once()
    {
        var image = await host.ImageAsync(layer => layer.Directory("data", 0x1C0, 7, 8).File("data/f", "x", 0x180, 9, 10).Symlink("link", "data"));
        var volume = host.Volumes.Create(new Davit.Storage.Volumes.VolumeRequest { Name = "v1" });
        host.Volumes.CopyUp(volume, host.Snapshots.ImageMount(image.ChainIds), "/link");
        Assert.Equal("x", File.ReadAllText(volume.Mountpoint + "/f"));
        Assert.Equal(Davit.Linux.Errno.None, Davit.Linux.Files.StatCalls.TryStatLink(null, volume.Mountpoint, out var stat));
        Assert.Equal((0x1C0u, 7u, 8u), (stat.Permissions, stat.Uid, stat.Gid));
        File.WriteAllText(volume.Mountpoint + "/f", "mine");
        host.Volumes.CopyUp(volume, host.Snapshots.ImageMount(image.ChainIds), "/data");
        Assert.Equal("mine", File.ReadAllText(volume.Mountpoint + "/f"));
        var other = host.Volumes.Create(new Davit.Storage.Volumes.VolumeRequest { Name = "v2" });
        host.Volumes.CopyUp(other, host.Snapshots.ImageMount(image.ChainIds), "/nosuch");
        Assert.Empty(Directory.EnumerateFileSystemEntries(other.Mountpoint));
    }

    private static Task PutAsync(ContainerView view, string path, TestLayer layer, ArchiveWriteOptions? options = null) => ArchiveService.WriteAsync(
        view, path, new MemoryStream(layer.ToArchive()), options ?? new ArchiveWriteOptions(), TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<string>> GetAsync(ContainerView view, string path)
    {
        using var output = new MemoryStream();
        using var read = ArchiveService.OpenRead(view, path);
        await read.WriteToAsync(output, TestContext.Current.CancellationToken);
        output.Position = 0;
        using var reader = new System.Formats.Tar.TarReader(output);
        var names = new List<string>();
        while (await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
        {
            names.Add(entry.Name);
        }

        return names;
    }

    private async Task<ContainerView> ViewAsync(Action<TestLayer> fill)
    {
        var image = await host.ImageAsync(fill);
        return host.Snapshots.OpenView(host.Snapshots.Prepare("c1", image.ChainIds), [], readOnlyRoot: false);
    }
}
