using Davit.Engine.Containers;
using Davit.Engine.Mounts;

namespace Davit.Engine.Tests.Mounts;

public sealed class MountSetTests
{
    [Theory]
    [InlineData("/a:/b", "bind", "/a", "/b", true, "rprivate")]
    [InlineData("/a:/b:ro,rslave", "bind", "/a", "/b", false, "rslave")]
    [InlineData("data:/b/", "volume", "", "/b", true, "")]
    [InlineData("/b", "volume", "", "/b", true, "")]
    public void Binds_are_read_as_docker_reads_them(string text, string type, string source, string destination, bool writable, string propagation)
    {
        var mount = BindParser.Parse(text);
        Assert.Equal((type, source, destination, writable, propagation), (mount.Type, mount.Source, mount.Destination, mount.ReadWrite, mount.Propagation));
    }

    [Theory]
    [InlineData("/a:b", "mount path must be absolute")]
    [InlineData("/a:/", "destination can't be '/'")]
    [InlineData("/a:/b/..", "destination can't be '/'")]
    [InlineData("/a:/b:zz", "invalid mode: zz")]
    [InlineData("/a:/b:ro,rw", "invalid mode: ro,rw")]
    [InlineData("/a:/b:ro:x", "invalid volume specification")]
    [InlineData("../x:/b", "includes invalid characters for a local volume name")]
    [InlineData("", "invalid volume specification")]
    public void Binds_that_make_no_sense_are_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<EngineException>(() => BindParser.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_mounts_at_one_place_are_refused()
    {
        var host = new HostConfig { Binds = ["/a:/x"], Mounts = [new MountConfig { Type = "bind", Source = "/b", Target = "/x" }] };
        Assert.Equal("Duplicate mount point: /x", Assert.Throws<EngineException>(() => Build(new ContainerConfig(), host)).Message);
    }

    [Fact]
    public void A_volume_of_the_image_gives_way_to_what_the_user_says()
    {
        var config = new ContainerConfig { Volumes = ["/data", "/cache", "/run"] };
        var host = new HostConfig { Binds = ["/a:/data"], Tmpfs = new Dictionary<string, string> { ["/run"] = "" } };
        var mounts = Build(config, host);
        Assert.Equal([("bind", "/data"), ("volume", "/cache")], mounts.Select(mount => (mount.Type, mount.Destination)));
    }

    [Fact]
    public void Volumes_from_another_container_can_be_read_only_and_are_overridden_by_own_ones()
    {
        var other = Sample.Record with
        {
            Mounts =
            [
                new MountPoint { Type = "volume", Name = "v", Destination = "/v" }, new MountPoint { Type = "bind", Source = "/h", Destination = "/b" },
                new MountPoint { Type = "tmpfs", Destination = "/t" },
            ],
        };
        var mounts = MountSet.Build(new ContainerConfig(), new HostConfig { VolumesFrom = ["web:ro"], Binds = ["/own:/b"] }, _ => other).Items;
        Assert.Equal([("/v", false), ("/b", true)], mounts.Select(mount => (mount.Destination, mount.ReadWrite)));
    }

    [Theory]
    [InlineData("", "noexec,nosuid,nodev")]
    [InlineData("exec,size=64m", "nosuid,nodev,exec,size=64m")]
    [InlineData("rw,ro", "noexec,nosuid,nodev,ro")]
    public void Options_of_tmpfs_have_dockers_defaults(string text, string options) => Assert.Equal(options, string.Join(',', TmpfsOptionText.Parse(text)));

    [Fact]
    public void An_option_that_tmpfs_does_not_have_is_refused() => Assert.Throws<EngineException>(() => TmpfsOptionText.Parse("upperdir=/etc"));

    [Theory]
    [InlineData("/a/../b//c/.", "/b/c")]
    [InlineData("/..", "/")]
    [InlineData("/a/b/", "/a/b")]
    public void Paths_are_cleaned(string path, string clean) => Assert.Equal(clean, ContainerPath.Clean(path));

    private static IReadOnlyList<MountPoint> Build(ContainerConfig config, HostConfig host) => MountSet.Build(config, host, _ => throw new InvalidOperationException()).Items;
}
