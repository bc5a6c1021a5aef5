using Davit.Linux.Polling;
using Davit.Oci.Runtime;

namespace Davit.Privileged.Tests.Cgroups;

public sealed class CgroupLifeTests
{
    // A shell's own variable: programs that keep what they read may find ways not to (tail seeks in /dev/zero).
    private const string TakeMemory = "x=a; while :; do x=$x$x; done";

    [Fact]
    public void A_process_that_outgrows_its_memory_is_killed_counted_and_reported()
    {
        using var group = new TestCgroup(new ResourcesSpec { Memory = new MemorySpec { Limit = 16 << 20, Swap = 32 << 20 } });
        using var watch = group.Handle.WatchOom()!;
        Assert.Equal(0, watch.Take());
        Assert.Equal(137, group.Finish("sh -c '" + TakeMemory + "'").Status);
        Assert.NotEqual(PollEvents.None, PollCalls.Wait(watch.Descriptor, PollEvents.In, 5000));
        Assert.Equal(1, watch.Take());
        Assert.Equal(0, watch.Take());
        Assert.Equal(1, group.Handle.OomKillCount());
        var memory = group.Handle.ReadStats().Memory!;
        Assert.Equal(16ul << 20, memory.Limit);
        Assert.True(memory.FailCount > 0);
        Assert.Equal(1ul, memory.OomKills);
        Assert.NotEmpty(memory.Detail);
    }

    [Fact]
    public void A_kill_in_a_group_that_the_container_made_is_counted_too()
    {
        using var group = new TestCgroup();
        var inner = Path.Combine(group.Handle.DirectoryOf("memory")!, "inner");
        Directory.CreateDirectory(inner);
        File.WriteAllText(Path.Combine(inner, TestCgroup.IsLegacy ? "memory.limit_in_bytes" : "memory.max"), "16777216");
        var status = group.Finish($"echo $$ > {inner}/cgroup.procs; {TakeMemory}").Status;
        Assert.Equal(137, status);
        Assert.Equal(1, group.Handle.OomKillCount());
    }

    [Fact]
    public async Task A_frozen_group_stands_still_until_it_is_thawed()
    {
        using var group = new TestCgroup();
        var process = group.Stay("echo ready; while read line; do echo $line; done");
        group.Handle.Freeze();
        Assert.True(group.Handle.IsFrozen);
        process.StandardInput.WriteLine("after");
        var answer = process.StandardOutput.ReadLineAsync();
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(200)));
        group.Handle.Thaw();
        Assert.False(group.Handle.IsFrozen);
        Assert.Equal("after", await answer);
    }

    [Fact]
    public void Killing_a_frozen_group_ends_it()
    {
        using var group = new TestCgroup();
        var process = group.Stay();
        group.Handle.Freeze();
        group.Handle.KillAll(9);
        Assert.True(process.WaitForExit(5000));
        Assert.Equal(137, process.ExitCode);
    }

    [Fact]
    public void A_signal_reaches_every_process_also_those_in_groups_below()
    {
        using var group = new TestCgroup();
        var inner = Path.Combine(Path.GetDirectoryName(group.Handle.ProcsFiles[^1])!, "inner");
        Directory.CreateDirectory(inner);
        var process = group.Stay($"sh -c 'echo $$ > {inner}/cgroup.procs; echo ready; exec sleep 1000' & wait $!; echo ended $?");
        Assert.Equal(2, group.Handle.Pids(recursive: true).Count);
        Assert.Single(group.Handle.Pids(recursive: false));
        group.Handle.KillAll(10);
        Assert.True(process.WaitForExit(5000));
    }

    [Fact]
    public void Groups_that_the_container_made_go_with_it()
    {
        var group = new TestCgroup();
        foreach (var file in group.Handle.ProcsFiles)
        {
            Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, "a.b/c/d"));
            Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, "e"));
        }

        group.Dispose();
        group.Handle.Remove();
    }

    [Fact]
    public void Processor_time_of_a_busy_process_is_counted()
    {
        using var group = new TestCgroup();
        group.Finish("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done");
        var cpu = group.Handle.ReadStats().Cpu!;
        Assert.InRange(cpu.TotalUsage, 1_000_000ul, 60_000_000_000ul);
        Assert.InRange(cpu.UserUsage + cpu.KernelUsage, 1ul, cpu.TotalUsage * 2);
        if (TestCgroup.IsLegacy)
        {
            Assert.Equal((long)cpu.TotalUsage, cpu.PerCpuUsage.Sum(usage => (long)usage));
        }
    }

    [Fact]
    public void Throttling_is_counted()
    {
        using var group = new TestCgroup(new ResourcesSpec { Cpu = new CpuSpec { Period = 10_000, Quota = 1_000 } });
        group.Finish("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done");
        var cpu = group.Handle.ReadStats().Cpu!;
        Assert.True(cpu.ThrottledPeriods > 0);
        Assert.True(cpu.ThrottledTime > 0);
    }
}
