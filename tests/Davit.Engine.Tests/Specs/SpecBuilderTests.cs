using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Oci.Runtime;

namespace Davit.Engine.Tests.Specs;

public sealed class SpecBuilderTests
{
    [Fact]
    public void A_plain_container_gets_its_own_namespaces_and_joins_the_network_made_for_it()
    {
        var spec = SpecBuilder.Build(Sample.Input(Sample.Record));
        Assert.Equal(["mount", "network", "uts", "pid", "ipc", "cgroup"], spec.Linux!.Namespaces!.Select(space => space.Type));
        Assert.Equal("/run/netns/x", spec.Linux.Namespaces!.Single(space => space.Type == "network").Path);
        Assert.Equal("box", spec.Hostname);
    }

    [Fact]
    public void Host_modes_leave_the_namespace_out()
    {
        var record = Sample.Record with { HostConfig = Sample.Record.HostConfig with { NetworkMode = "host", PidMode = "host", IpcMode = "host", UTSMode = "host", CgroupnsMode = "host" } };
        var spec = SpecBuilder.Build(Sample.Input(record));
        Assert.Equal(["mount"], spec.Linux!.Namespaces!.Select(space => space.Type));
        Assert.Null(spec.Hostname);
        Assert.Null(spec.Linux.Sysctl);
    }

    [Fact]
    public void Another_containers_namespace_is_joined_by_its_file()
    {
        var record = Sample.Record with { HostConfig = Sample.Record.HostConfig with { PidMode = "container:other" } };
        var input = Sample.Input(record) with { Joined = new Dictionary<string, string> { ["pid"] = "/proc/7/ns/pid" } };
        Assert.Equal("/proc/7/ns/pid", SpecBuilder.Build(input).Linux!.Namespaces!.Single(space => space.Type == "pid").Path);
    }

    [Fact]
    public void Only_root_has_capabilities_in_effect_and_nothing_is_inheritable()
    {
        var root = SpecBuilder.Build(Sample.Input(Sample.Record)).Process!.Capabilities!;
        Assert.Equal(14, root.Effective!.Count);
        Assert.Empty(root.Inheritable!);
        Assert.Empty(root.Ambient!);
        var user = SpecBuilder.Build(Sample.Input(Sample.Record) with { User = new ResolvedUser { Uid = 1000, Gid = 1000 } }).Process!.Capabilities!;
        Assert.Equal(14, user.Bounding!.Count);
        Assert.Empty(user.Effective!);
        Assert.Empty(user.Permitted!);
    }

    [Fact]
    public void The_containers_environment_wins_over_the_engines_and_home_comes_from_passwd()
    {
        var record = Sample.Record with { Config = Sample.Record.Config with { Env = ["PATH=/bin", "A=b", "HOSTNAME"], Tty = true } };
        var environment = SpecBuilder.Build(Sample.Input(record)).Process!.Env!;
        Assert.Equal(["PATH=/bin", "TERM=xterm", "A=b", "HOME=/root"], environment);
    }

    [Fact]
    public void A_mount_of_the_user_replaces_the_default_one_at_its_place()
    {
        var own = new MountSpec { Destination = "/dev/shm", Type = "tmpfs", Source = "tmpfs", Options = ["size=1m"] };
        var mounts = SpecBuilder.Build(Sample.Input(Sample.Record) with { Mounts = [own] }).Mounts!;
        Assert.Same(own, mounts.Single(mount => mount.Destination == "/dev/shm"));
    }

    [Fact]
    public void A_bind_of_dev_replaces_all_that_is_below_it()
    {
        var own = new MountSpec { Destination = "/dev", Type = "bind", Source = "/dev", Options = ["rbind"] };
        var mounts = SpecBuilder.Build(Sample.Input(Sample.Record) with { Mounts = [own] }).Mounts!;
        Assert.DoesNotContain(mounts, mount => mount.Destination.StartsWith("/dev/", StringComparison.Ordinal));
    }

    [Fact]
    public void Shallow_mounts_come_before_those_inside_them()
    {
        MountSpec[] own = [new() { Destination = "/a/b/c" }, new() { Destination = "/a" }, new() { Destination = "/a/b" }];
        var mounts = SpecBuilder.Build(Sample.Input(Sample.Record) with { Mounts = own }).Mounts!;
        Assert.Equal(["/a", "/a/b", "/a/b/c"], mounts.TakeLast(3).Select(mount => mount.Destination));
    }

    [Fact]
    public void Devices_are_denied_but_for_the_harmless_ones()
    {
        var rules = SpecBuilder.Build(Sample.Input(Sample.Record)).Linux!.Resources!.Devices!;
        Assert.False(rules[0].Allow);
        Assert.DoesNotContain(rules, rule => rule.Allow && rule.Type == "b" && rule.Access != "m");
    }

    [Fact]
    public void A_privileged_container_may_write_sysfs_and_use_every_device()
    {
        var record = Sample.Record with { HostConfig = Sample.Record.HostConfig with { Privileged = true } };
        var spec = SpecBuilder.Build(Sample.Input(record));
        Assert.Contains("rw", spec.Mounts!.Single(mount => mount.Destination == "/sys").Options!);
        Assert.True(spec.Linux!.Resources!.Devices!.Single().Allow);
        Assert.Equal(41, spec.Process!.Capabilities!.Effective!.Count);
    }

    [Fact]
    public void Ipc_none_has_no_shared_memory()
    {
        var record = Sample.Record with { HostConfig = Sample.Record.HostConfig with { IpcMode = "none" } };
        Assert.DoesNotContain(SpecBuilder.Build(Sample.Input(record)).Mounts!, mount => mount.Destination == "/dev/shm");
    }
}
