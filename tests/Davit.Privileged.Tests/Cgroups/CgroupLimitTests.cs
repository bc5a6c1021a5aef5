using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;

namespace Davit.Privileged.Tests.Cgroups;

public sealed class CgroupLimitTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void A_group_without_limits_costs_nothing_but_its_directories()
    {
        using var group = new TestCgroup();
        Assert.All(group.Handle.ProcsFiles, file => Assert.True(File.Exists(file)));
        Assert.Empty(group.Handle.Pids(recursive: true));
    }

    [Fact]
    public void Memory_and_swap_limits_are_set_raised_and_lowered_in_an_order_that_the_kernel_takes()
    {
        Assert.SkipUnless(TestCgroup.IsLegacy, "version 2 is tested in the VM");
        using var group = new TestCgroup(Memory(64, 128));
        Assert.Equal(("67108864", "134217728"), Limits(group));
        group.Handle.Update(Memory(512, 1024));
        Assert.Equal(("536870912", "1073741824"), Limits(group));
        group.Handle.Update(Memory(32, 48));
        Assert.Equal(("33554432", "50331648"), Limits(group));
        group.Handle.Update(new ResourcesSpec { Memory = new MemorySpec { Reservation = 16 * Megabyte, Swappiness = 10 } });
        Assert.Equal("16777216", group.Read("memory", "memory.soft_limit_in_bytes"));
        Assert.Equal("10", group.Read("memory", "memory.swappiness"));
        group.Handle.Update(new ResourcesSpec { Memory = new MemorySpec { Limit = -1 } });
        Assert.StartsWith("92233720", Limits(group).Item1, StringComparison.Ordinal);
    }

    [Fact]
    public void Processor_limits_are_set_and_changed_whatever_the_order()
    {
        Assert.SkipUnless(TestCgroup.IsLegacy, "version 2 is tested in the VM");
        using var group = new TestCgroup(new ResourcesSpec { Cpu = new CpuSpec { Shares = 512, Period = 100_000, Quota = 50_000, Burst = 10_000 } });
        Assert.Equal("512", group.Read("cpu", "cpu.shares"));
        Assert.Equal(("100000", "50000", "10000"), Bandwidth(group));
        group.Handle.Update(new ResourcesSpec { Cpu = new CpuSpec { Period = 10_000, Quota = 5_000, Burst = 1_000 } });
        Assert.Equal(("10000", "5000", "1000"), Bandwidth(group));
        group.Handle.Update(new ResourcesSpec { Cpu = new CpuSpec { Burst = 90_000, Quota = 100_000, Period = 100_000 } });
        Assert.Equal(("100000", "100000", "90000"), Bandwidth(group));
        group.Handle.Update(new ResourcesSpec { Cpu = new CpuSpec { Idle = 1 } });
        group.Handle.Update(new ResourcesSpec { Cpu = new CpuSpec { Idle = 0, Shares = 2048 } });
        Assert.Equal("2048", group.Read("cpu", "cpu.shares"));
    }

    [Fact]
    public void A_cpuset_is_filled_from_its_parent_and_binds_the_process()
    {
        Assert.SkipUnless(TestCgroup.Host.Controllers.Contains("cpuset"), "no cpuset controller");
        using var group = new TestCgroup(new ResourcesSpec { Cpu = new CpuSpec { Cpus = "0" } });
        var (status, output) = group.Finish("grep Cpus_allowed_list /proc/self/status");
        Assert.Equal(0, status);
        Assert.EndsWith("\t0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_group_is_brought_into_a_hierarchy_when_a_limit_first_needs_it()
    {
        Assert.SkipUnless(TestCgroup.IsLegacy, "version 2 has one hierarchy");
        using var group = new TestCgroup();
        var process = group.Stay();
        Assert.Null(group.Handle.DirectoryOf("cpuset"));
        group.Handle.Update(new ResourcesSpec { Cpu = new CpuSpec { Cpus = "0" } });
        Assert.Contains("Cpus_allowed_list:\t0\n", File.ReadAllText($"/proc/{process.Id}/status"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pids_limit_stops_a_fork_bomb()
    {
        using var group = new TestCgroup(new ResourcesSpec { Pids = new PidsSpec { Limit = 5 } });
        var (_, output) = group.Finish("i=0; while [ $i -lt 20 ]; do sleep 0.01 & i=$((i+1)); done 2>/dev/null; echo survived; wait");
        Assert.DoesNotContain("survived", output, StringComparison.Ordinal);
        Assert.True(group.Handle.ReadStats().Pids is { Limit: 5 });
        group.Handle.Update(new ResourcesSpec { Pids = new PidsSpec { Limit = -1 } });
        Assert.Equal("max", group.Read("pids", "pids.max"));
    }

    [Fact]
    public void Block_throttles_are_set_by_device()
    {
        Assert.SkipUnless(TestCgroup.IsLegacy, "version 2 is tested in the VM");
        var device = File.ReadAllText(Directory.GetFiles("/sys/block", "dev", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, AttributesToSkip = 0 }).First()).Trim().Split(':');
        using var group = new TestCgroup(new ResourcesSpec
        {
            BlockIO = new BlockIoSpec { ThrottleReadBpsDevice = [new ThrottleDeviceSpec { Major = long.Parse(device[0]), Minor = long.Parse(device[1]), Rate = 1048576 }] },
        });
        Assert.Equal($"{device[0]}:{device[1]} 1048576", group.Read("blkio", "blkio.throttle.read_bps_device"));
    }

    [Fact]
    public void A_limit_whose_controller_is_missing_is_an_error_that_names_it_and_leaves_nothing()
    {
        Assert.SkipWhen(TestCgroup.Host.Controllers.Contains("hugetlb"), "this machine has the hugetlb controller");
        var path = $"/davit-test-missing-{Guid.NewGuid():n}";
        var failure = Assert.Throws<CgroupException>(() => CgroupHandle.Create(
            TestCgroup.Host, path, new ResourcesSpec { HugepageLimits = [new HugepageLimitSpec { PageSize = "2MB", Limit = 1 }] }));
        Assert.Contains("hugetlb", failure.Message, StringComparison.Ordinal);
        Assert.Throws<CgroupException>(() => CgroupHandle.Open(TestCgroup.Host, path));
    }

    [Fact]
    public void A_group_that_has_processes_is_not_taken_over()
    {
        using var group = new TestCgroup();
        var process = group.Stay();
        Assert.Contains("in use", Assert.Throws<CgroupException>(() => CgroupHandle.Create(TestCgroup.Host, group.Path, null)).Message, StringComparison.Ordinal);
        using var again = CgroupHandle.Open(TestCgroup.Host, group.Path);
        Assert.Equal([process.Id], again.Pids(recursive: true));
    }

    private static ResourcesSpec Memory(long limit, long swap) =>
        new() { Memory = new MemorySpec { Limit = limit * Megabyte, Swap = swap * Megabyte } };

    private static (string, string) Limits(TestCgroup group) =>
        (group.Read("memory", "memory.limit_in_bytes"), group.Read("memory", "memory.memsw.limit_in_bytes"));

    private static (string, string, string) Bandwidth(TestCgroup group) =>
        (group.Read("cpu", "cpu.cfs_period_us"), group.Read("cpu", "cpu.cfs_quota_us"), group.Read("cpu", "cpu.cfs_burst_us"));
}
