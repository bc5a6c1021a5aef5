using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Tests.Specs;

public sealed class ResourcePartTests
{
    [Fact]
    public void What_was_not_said_is_absent()
    {
        var spec = ResourcePart.Build(new HostResources(), _ => default);
        Assert.Null(spec.Memory);
        Assert.Null(spec.Cpu);
        Assert.Null(spec.Pids);
        Assert.Null(spec.BlockIO);
    }

    [Fact]
    public void Cpus_become_quota_and_period()
    {
        var cpu = ResourcePart.Build(new HostResources { NanoCpus = 1_500_000_000 }, _ => default).Cpu!;
        Assert.Equal(150_000, cpu.Quota);
        Assert.Equal(100_000ul, cpu.Period);
    }

    [Fact]
    public void Devices_are_given_by_number()
    {
        var io = ResourcePart.Build(new HostResources { BlkioDeviceReadBps = [new BlockThrottleDevice("/dev/x", 7)] }, _ => new DeviceNumber(8, 16)).BlockIO!;
        Assert.Equal((8L, 16L, 7ul), (io.ThrottleReadBpsDevice![0].Major, io.ThrottleReadBpsDevice[0].Minor, io.ThrottleReadBpsDevice[0].Rate));
    }

    [Fact]
    public void No_limit_of_processes_is_not_a_limit_of_zero() =>
        Assert.Null(ResourcePart.Build(new HostResources { PidsLimit = 0 }, _ => default).Pids);
}
