using Davit.Runtime.Cgroups;

namespace Davit.Runtime.Tests.Cgroups;

public sealed class CgroupHostTests
{
    private const string Separate = """
        30 22 0:27 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        31 30 0:28 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
        34 30 0:31 / /sys/fs/cgroup/memory rw,relatime shared:9 master:1 - cgroup cgroup rw,memory
        39 30 0:36 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
        40 30 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate
        """;

    [Fact]
    public void Separate_hierarchies_with_an_empty_unified_tree_are_a_hybrid_host()
    {
        var host = CgroupHost.From(Separate, "9:name=systemd:/\n4:memory:/a/b\n1:cpu:/\n0::/\n", _ => "");
        Assert.Equal(CgroupMode.Hybrid, host.Mode);
        Assert.Equal(["cpu", "memory"], host.Controllers.Order());
        Assert.Equal("/a/b", host.Legacy.Single(h => h.Controllers.Contains("memory")).OwnPath);
        Assert.Equal("/sys/fs/cgroup/unified", host.Unified!.MountPoint);
        Assert.True(host.Legacy.Single(h => h.MountPoint.EndsWith("systemd", StringComparison.Ordinal)).IsNamed);
    }

    [Fact]
    public void Controllers_that_share_a_hierarchy_are_found_by_each_name()
    {
        var host = CgroupHost.From(
            "26 25 0:23 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n",
            "3:cpu,cpuacct:/user.slice\n",
            _ => throw new InvalidOperationException());
        Assert.Equal(CgroupMode.Legacy, host.Mode);
        Assert.Equal(["cpu", "cpuacct"], Assert.Single(host.Legacy).Controllers);
        Assert.Equal("/user.slice", host.Legacy[0].OwnPath);
    }

    [Fact]
    public void A_single_version_2_tree_says_itself_which_controllers_it_has()
    {
        var host = CgroupHost.From("25 30 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw\n", "0::/init.scope\n", _ => "cpuset cpu io memory pids\n");
        Assert.Equal(CgroupMode.Unified, host.Mode);
        Assert.Contains("pids", host.Controllers);
        Assert.Equal("/init.scope", host.Unified!.OwnPath);
    }

    [Fact]
    public void Inside_a_container_paths_start_at_what_is_mounted()
    {
        const string Mounts = "700 690 0:31 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n";
        Assert.Equal("/", OwnPath(Mounts, "4:memory:/docker/abc\n"));
        Assert.Equal("/inner", OwnPath(Mounts, "4:memory:/docker/abc/inner\n"));
        Assert.Equal("/", OwnPath(Mounts, "4:memory:/docker/abcd\n"));
        Assert.Equal("/", OwnPath("700 690 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n", "4:memory:/../../host\n"));
    }

    [Fact]
    public void The_usual_place_is_preferred_and_odd_names_are_read()
    {
        const string Mounts = """
            50 20 0:31 / /mnt/my\040cgroups rw - cgroup cgroup rw,memory
            51 20 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            52 20 0:28 / /mnt/a\134b rw - cgroup cgroup rw,cpu
            """;
        var host = CgroupHost.From(Mounts, "4:memory:/\n5:cpu:/\n", _ => "");
        Assert.Equal("/sys/fs/cgroup/memory", host.Legacy.Single(h => h.Controllers.Contains("memory")).MountPoint);
        Assert.Equal(@"/mnt/a\b", host.Legacy.Single(h => h.Controllers.Contains("cpu")).MountPoint);
    }

    [Fact]
    public void Without_control_groups_the_message_says_what_to_mount()
    {
        var failure = Assert.Throws<CgroupException>(() => CgroupHost.From("22 1 0:20 / / rw - ext4 /dev/vda rw\n", "", _ => ""));
        Assert.Contains("cgroup2", failure.Message, StringComparison.Ordinal);
    }

    private static string OwnPath(string mounts, string self) => CgroupHost.From(mounts, self, _ => "").Legacy[0].OwnPath;
}
