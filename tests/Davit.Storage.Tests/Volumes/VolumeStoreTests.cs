using Davit.Storage.Volumes;
using Davit.Testing;

namespace Davit.Storage.Tests.Volumes;

public sealed class VolumeStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly VolumeStore store;

    public VolumeStoreTests() => store = VolumeStore.Open(directory.Path, TimeProvider.System);

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_volume_survives_the_daemon()
    {
        var made = store.Create(new VolumeRequest { Name = "data", Labels = new Dictionary<string, string> { ["a"] = "b" } });
        Assert.True(Directory.Exists(made.Mountpoint));
        File.WriteAllText(Path.Combine(made.Mountpoint, "f"), "12345");
        var found = VolumeStore.Open(directory.Path, TimeProvider.System).Find("data");
        Assert.NotNull(found);
        Assert.Equal("b", found.Labels["a"]);
        Assert.Equal(made.CreatedAt, found.CreatedAt);
        Assert.Equal(5, store.Size(found));
    }

    [Fact]
    public void Without_a_name_it_has_64_hexadecimal_digits()
    {
        var volume = store.Create(new VolumeRequest());
        Assert.Matches("^[0-9a-f]{64}$", volume.Name);
        Assert.True(volume.Anonymous);
    }

    [Fact]
    public void A_name_that_is_taken_is_the_same_volume_unless_it_was_made_otherwise()
    {
        var first = store.Create(new VolumeRequest { Name = "data" });
        Assert.Same(first, store.Create(new VolumeRequest { Name = "data" }));
        var other = new VolumeRequest { Name = "data", Options = new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs" } };
        Assert.Equal(StorageErrorKind.Conflict, Assert.Throws<StorageException>(() => store.Create(other)).Kind);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    public void A_name_that_could_be_a_path_is_refused(string name) => Assert.Equal(
        StorageErrorKind.InvalidParameter, Assert.Throws<StorageException>(() => store.Create(new VolumeRequest { Name = name })).Kind);

    [Theory]
    [InlineData("type", "tmpfs")]
    [InlineData("device", "/dev/sda")]
    [InlineData("o", "ro")]
    [InlineData("unknown", "x")]
    [InlineData("size", "1g")]
    public void Options_that_mean_nothing_are_refused_and_nothing_is_made(string key, string value)
    {
        var request = new VolumeRequest { Name = "data", Options = new Dictionary<string, string> { [key] = value } };
        Assert.Equal(StorageErrorKind.InvalidParameter, Assert.Throws<StorageException>(() => store.Create(request)).Kind);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public void Removing_takes_the_data_along()
    {
        var volume = store.Create(new VolumeRequest { Name = "data" });
        File.WriteAllText(Path.Combine(volume.Mountpoint, "f"), "x");
        Assert.True(store.Remove("data"));
        Assert.False(store.Remove("data"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public void A_removal_that_was_interrupted_is_finished_at_the_next_start()
    {
        store.Create(new VolumeRequest { Name = "data" });
        Directory.Move(Path.Combine(directory.Path, "data"), Path.Combine(directory.Path, ".gone-1"));
        Directory.CreateDirectory(Path.Combine(directory.Path, ".new-1", "_data"));
        Assert.Empty(VolumeStore.Open(directory.Path, TimeProvider.System).List());
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public void Mount_options_are_what_the_container_mounts()
    {
        var volume = store.Create(new VolumeRequest
        {
            Name = "t1",
            Options = new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = "size=1m,uid=5" },
        });
        var mount = store.ToMount(volume, "/data", readOnly: true);
        Assert.Equal(("tmpfs", "tmpfs", "/data"), (mount.Type, mount.Source, mount.Destination));
        Assert.Equal(["size=1m", "uid=5", "ro"], mount.Options);
        var plain = store.ToMount(store.Create(new VolumeRequest { Name = "t2" }), "/x", readOnly: false);
        Assert.Equal(("bind", Path.Combine(directory.Path, "t2", "_data")), (plain.Type, plain.Source));
    }
}
