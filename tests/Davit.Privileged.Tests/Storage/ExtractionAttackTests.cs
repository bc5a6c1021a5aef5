using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage;
using Davit.Storage.Archives;
using Davit.Testing;

namespace Davit.Privileged.Tests.Storage;

/// <summary>FIELD.md class F: archives that try to write outside of where they are unpacked. A canary on the host must not change.</summary>
public sealed class ExtractionAttackTests : IDisposable
{
    private readonly StorageHost host = new();
    private readonly TemporaryDirectory canary = new();

    public ExtractionAttackTests()
    {
        File.WriteAllText(canary["file"], "safe");
        Directory.CreateDirectory(canary["empty"]);
    }

    public void Dispose()
    {
        Assert.Equal(["empty", "file"], Directory.EnumerateFileSystemEntries(canary.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal("safe", File.ReadAllText(canary["file"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(canary["empty"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(canary["file"]) & (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite));
        canary.Dispose();
        host.Dispose();
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/../evil")]
    [InlineData("../../../../../../../../tmp/evil")]
    public async Task A_name_that_leads_up_is_refused_and_nothing_is_left(string name)
    {
        var failure = await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(new TestLayer().File("first", "x").File(name, "evil")));
        Assert.Equal(StorageErrorKind.InvalidArchive, failure.Kind);
        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task An_absolute_name_is_below_the_root()
    {
        var layer = await host.ApplyAsync(new TestLayer().File(canary["file"], "evil", 0x1FF));
        Assert.Equal("evil", File.ReadAllText(host.Layers.FileSystemPath(layer.ChainId) + canary["file"]));
    }

    [Fact]
    public async Task A_file_through_a_link_that_leads_out_lands_inside()
    {
        var up = string.Concat(Enumerable.Repeat("../", 20));
        var layer = await host.ApplyAsync(new TestLayer()
            .Symlink("abs", canary["empty"]).File("abs/evil", "x")
            .Symlink("rel", up + canary["empty"].TrimStart('/')).File("rel/evil2", "x")
            .Symlink("chain", "abs").Directory("chain/evil3", 0x1FF)
            .Symlink("target", canary["file"]).File("target", "replaces the link", 0x1FF));
        var inside = host.Layers.FileSystemPath(layer.ChainId) + canary["empty"];
        Assert.Equal(["evil", "evil2", "evil3"], Directory.EnumerateFileSystemEntries(inside).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_hard_link_to_something_outside_is_refused()
    {
        foreach (var target in new[] { "../../../../../../../.." + canary["file"], canary["file"], "nosuch" })
        {
            var failure = await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(new TestLayer().HardLink("evil", target).File("evil", "x")));
            Assert.Equal(StorageErrorKind.InvalidArchive, failure.Kind);
        }

        // Through a link: the name is looked up inside.
        await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(new TestLayer().Symlink("l", canary.Path).HardLink("evil", "l/file")));
        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task A_hard_link_to_a_link_does_not_change_what_that_link_names()
    {
        var layer = await host.ApplyAsync(new TestLayer().Symlink("l", canary["file"]).HardLink("h", "l").File("h", "evil", 0x9FF));
        Assert.Equal(canary["file"], new FileInfo(host.Layers.FileSystemPath(layer.ChainId) + "/l").LinkTarget);
    }

    [Fact]
    public async Task A_whiteout_through_a_link_stays_inside()
    {
        await host.ApplyAsync(new TestLayer().Symlink("l", canary.Path).Whiteout("l", "file").Opaque("l"));
        await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(new TestLayer().Whiteout("", "..")));
        await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(new TestLayer().Whiteout("", "")));
    }

    [Fact]
    public async Task Owner_mode_and_time_are_not_set_through_a_link()
    {
        // A directory whose place a link takes before the times of directories are set at the end.
        await host.ApplyAsync(new TestLayer().Directory("d", 0x1FF, 1, 1).Symlink("d", canary["empty"]));
        await host.ApplyAsync(new TestLayer().Symlink("x", canary["file"]).Directory("x", 0x1FF, 1, 1));
        Assert.Equal(Errno.None, StatCalls.TryStatLink(null, canary["empty"], out var stat));
        Assert.Equal(0u, stat.Uid);
        Assert.NotEqual(1_700_000_000, stat.ModifyTime.Seconds);
    }

    [Theory]
    [InlineData("trusted.overlay.redirect", "/etc")]
    [InlineData("trusted.overlay.opaque", "y")]
    [InlineData("trusted.overlay.metacopy", "")]
    [InlineData("user.overlay.opaque", "y")]
    public async Task An_archive_cannot_forge_what_overlayfs_writes(string attribute, string value)
    {
        var layer = await host.ApplyAsync(new TestLayer().FileWithXattr("f", "x", attribute, System.Text.Encoding.ASCII.GetBytes(value)));
        using var file = OpenCalls.Open(host.Layers.FileSystemPath(layer.ChainId) + "/f", OpenFlags.ReadOnly);
        Assert.Null(XattrCalls.Get(file, attribute));
    }

    [Fact]
    public async Task A_device_that_looks_like_a_whiteout_is_only_that()
    {
        var below = await host.ApplyAsync(new TestLayer().File("f", "x"));
        await host.ApplyAsync(new TestLayer().CharacterDevice("f", 0, 0), below.ChainId);
    }

    [Fact]
    public async Task Names_and_depths_beyond_the_kernels_limits_are_an_error_and_leave_nothing()
    {
        foreach (var name in new[] { new string('n', 256), string.Join('/', Enumerable.Repeat("d", 3000)), new string('n', 5000) })
        {
            var failure = await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(new TestLayer().File(name, "x")));
            Assert.Equal(StorageErrorKind.InvalidArchive, failure.Kind);
        }

        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task Links_in_a_circle_are_an_error()
    {
        foreach (var layer in new[]
        {
            new TestLayer().Symlink("a", "b").Symlink("b", "a").File("a/x", "1"),
            new TestLayer().Symlink("a", "a/b").File("a/x", "1"),
            new TestLayer().Symlink("a", "a/missing/deeper").File("a/x", "1"),
        })
        {
            Assert.Equal(StorageErrorKind.InvalidArchive, (await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(layer))).Kind);
        }

        Assert.Empty(host.Names("layers"));
    }

    [Fact]
    public async Task A_file_where_a_directory_must_be_is_an_error()
    {
        var failure = await Assert.ThrowsAsync<StorageException>(() => host.ApplyAsync(new TestLayer().File("a", "x").File("a/b", "y")));
        Assert.Equal(StorageErrorKind.InvalidArchive, failure.Kind);
    }

    [Theory]
    [InlineData(TestCompression.Gzip)]
    [InlineData(TestCompression.Zstd)]
    public async Task A_bomb_is_refused_and_leaves_nothing(TestCompression compression)
    {
        using var small = new StorageHost(new ArchiveLimits { MaxBytes = 32 << 20 });
        var bomb = TestImage.Compress(new TestLayer().File("zeros", new byte[64 << 20]).ToArchive(), compression);
        var failure = await Assert.ThrowsAsync<StorageException>(() => small.ApplyAsync(bomb));
        Assert.Equal(StorageErrorKind.LimitExceeded, failure.Kind);
        Assert.Empty(small.Names("layers"));
    }
}
