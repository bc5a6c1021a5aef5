using Davit.Oci.Runtime;
using Davit.Oci.Stats;
using Davit.Runtime.Cgroups;
using Davit.Runtime.Cgroups.Legacy;
using Davit.Runtime.Cgroups.Unified;

namespace Davit.Runtime.Tests.Cgroups;

public sealed class ConversionTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(1024, 100)]
    [InlineData(262144, 10000)]
    [InlineData(1000000, 10000)]
    public void Shares_become_weights_with_the_same_default_and_ends(ulong shares, ulong weight) => Assert.Equal(weight, CpuWeight.FromShares(shares));

    [Fact]
    public void More_shares_are_never_less_weight()
    {
        ulong last = 0;
        for (ulong shares = 2; shares < 262_144; shares += 13)
        {
            var weight = CpuWeight.FromShares(shares);
            Assert.InRange(weight, last, 10_000UL);
            last = weight;
        }
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(1000, 10000)]
    [InlineData(500, 4950)]
    public void Block_weights_are_spread_over_the_cost_model_s_range(ushort weight, ulong expected) =>
        Assert.Equal(expected, UnifiedBlockIo.ToCostWeight(weight));

    [Theory]
    [InlineData(100L, 300L, 200L)]
    [InlineData(100L, 100L, 0L)]
    [InlineData(100L, -1L, -1L)]
    [InlineData(100L, null, null)]
    [InlineData(100L, 0L, null)]
    [InlineData(-1L, null, -1L)]
    [InlineData(null, -1L, -1L)]
    public void Memory_and_swap_together_become_swap_alone(long? limit, long? swap, long? expected) =>
        Assert.Equal(expected, UnifiedMemory.SwapLimit(new MemorySpec { Limit = limit, Swap = swap }));

    [Theory]
    [InlineData(null, 300L)]
    [InlineData(-1L, 300L)]
    [InlineData(300L, 100L)]
    public void Swap_without_or_below_the_memory_limit_is_refused(long? limit, long? swap) =>
        Assert.Throws<CgroupException>(() => UnifiedMemory.SwapLimit(new MemorySpec { Limit = limit, Swap = swap }));

    [Fact]
    public void Flat_keyed_files_are_read_line_by_line()
    {
        var values = FlatKeyed.Parse("cache 1\nrss 22\nbroken\nhierarchical_memory_limit 9223372036854771712\nnegative -1\n");
        Assert.Equal(3, values.Count);
        Assert.Equal(22ul, values["rss"]);
        Assert.Equal(3, FlatKeyed.Number("oom_kill_disable 0\nunder_oom 0\noom_kill 3\n", "oom_kill"));
        Assert.Equal(0, FlatKeyed.Number(null, "oom_kill"));
    }

    [Fact]
    public void Version_1_block_counters_are_read_with_and_without_operation()
    {
        Assert.Equal(
            [new BlockIoEntry(8, 0, "Read", 4096), new BlockIoEntry(8, 16, "", 12)],
            LegacyStats.Entries("8:0 Read 4096\n8:16 12\nTotal 4108\n"));
        Assert.Empty(LegacyStats.Entries(null));
    }

    [Fact]
    public void Version_2_block_counters_are_split_into_bytes_and_operations()
    {
        var stats = UnifiedStats.BlockIo("8:16 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6\n8:0 \n", null);
        Assert.Equal([("read", 1UL), ("write", 2UL), ("discard", 5UL)], stats.ServiceBytes.Select(entry => (entry.Operation, entry.Value)));
        Assert.Equal([("read", 3UL), ("write", 4UL), ("discard", 6UL)], stats.Serviced.Select(entry => (entry.Operation, entry.Value)));
    }

    [Fact]
    public void Pressure_lines_are_read()
    {
        var stats = Pressure.Parse("some avg10=1.50 avg60=0.25 avg300=0.00 total=123\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7\n");
        Assert.Equal(new PressureLine(1.5, 0.25, 0, 123), stats!.Some);
        Assert.Equal(7ul, stats.Full.Total);
        Assert.Null(Pressure.Parse(null));
    }

    [Fact]
    public void Unified_file_names_say_which_controller_they_need()
    {
        var needed = UnifiedLimits.NeededBy(new ResourcesSpec { Unified = new Dictionary<string, string> { ["memory.high"] = "1", ["cgroup.max.depth"] = "2" } });
        Assert.Equal(["memory"], needed.Keys);
        Assert.Throws<CgroupException>(() => UnifiedLimits.NeededBy(new ResourcesSpec { Unified = new Dictionary<string, string> { ["../memory.high"] = "1" } }));
    }
}
