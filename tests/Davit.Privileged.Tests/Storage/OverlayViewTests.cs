using Davit.Storage;
using Davit.Storage.Snapshots;

namespace Davit.Privileged.Tests.Storage;

/// <summary>Both ways to mount a root nowhere: detached, and in a namespace of its own as old kernels need it.</summary>
public sealed class OverlayViewTests : IDisposable
{
    private readonly StorageHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_root_with_mounts_in_it_can_be_read_and_written_and_the_host_sees_no_mount(bool inNamespace)
    {
        var volume = host.Volumes.Create(new Davit.Storage.Volumes.VolumeRequest { Name = "data" });
        var image = await host.ImageAsync(layer => layer.Directory("d").File("d/f", "1").Directory("real").Symlink("link", "/real"), layer => layer.File("top", "2"));
        var mount = host.Snapshots.Prepare("c1", image.ChainIds);
        OverlayAttachment[] attachments = [new(volume.Mountpoint, "/link"), new("/nosuch", "/d"), new(volume.Mountpoint, "/nosuch")];
        using (var tree = inNamespace ? OverlayView.OpenPrivate(mount, attachments) : OverlayView.OpenWritable(mount, attachments))
        {
            var root = $"/proc/self/fd/{tree.Root.Value}";
            Assert.Equal("1", File.ReadAllText(root + "/d/f"));
            Assert.Equal("2", File.ReadAllText(root + "/top"));
            File.WriteAllText(root + "/real/in-volume", "3");
            File.WriteAllText(root + "/written", "4");
            Assert.Empty(MountsOfOurs());
        }

        Assert.Equal("3", File.ReadAllText(volume.Mountpoint + "/in-volume"));
        Assert.Equal("4", File.ReadAllText(mount.Upper + "/written"));
        Assert.Empty(MountsOfOurs());
    }

    // Of the directory or in it: other programs mount and unmount meanwhile.
    private string[] MountsOfOurs() => [.. File.ReadAllLines("/proc/self/mountinfo").Where(line => line.Contains(host.Path, StringComparison.Ordinal))];

    [Fact]
    public async Task A_read_only_root_stays_open_without_its_namespace()
    {
        var image = await host.ImageAsync(layer => layer.File("a", "1"), layer => layer.File("b", "2"));
        var mount = host.Snapshots.ImageMount(image.ChainIds);
        using var tree = OverlayView.OpenPrivate(mount, []);
        using var root = Davit.Linux.Files.ReadWriteCalls.Duplicate(tree.Root);
        tree.Dispose();
        Assert.Equal("1", File.ReadAllText($"/proc/self/fd/{root.Value}/a"));
        Assert.ThrowsAny<IOException>(() => File.WriteAllText($"/proc/self/fd/{root.Value}/c", "x"));
    }

    [Fact]
    public void What_cannot_be_an_overlay_is_a_clear_error()
    {
        var mount = host.Snapshots.Prepare("c1", []);
        var failure = Assert.Throws<StorageException>(() => OverlayView.OpenWritable(mount with { Work = mount.Upper }, []));
        Assert.Equal(StorageErrorKind.Unsupported, failure.Kind);
        Assert.Contains("overlay", failure.Message, StringComparison.Ordinal);
    }
}
