using Davit.Oci.Security;

namespace Davit.Oci.Tests.Security;

public sealed class DefaultCapabilitiesTests
{
    [Fact]
    public void The_position_of_a_capability_is_its_number()
    {
        Assert.Equal(41, DefaultCapabilities.All.Count);
        Assert.Equal("CAP_SYS_ADMIN", DefaultCapabilities.All[21]);
        Assert.Equal("CAP_CHECKPOINT_RESTORE", DefaultCapabilities.All[40]);
    }

    [Fact]
    public void A_container_has_docker_s_fourteen()
    {
        // CapPrm of a process in a container of dockerd.
        var bits = DefaultCapabilities.Container.Aggregate(0UL, (mask, name) => mask | (1UL << DefaultCapabilities.All.ToList().IndexOf(name)));
        Assert.Equal(0xa80425fbUL, bits);
    }

    [Fact]
    public void Energy_and_interrupt_counters_are_masked()
    {
        var masked = DefaultPaths.Masked(processors: 2);
        Assert.Contains("/sys/devices/virtual/powercap", masked);
        Assert.Contains("/proc/interrupts", masked);
        Assert.Contains("/sys/devices/system/cpu/cpu1/thermal_throttle", masked);
        Assert.DoesNotContain("/sys/devices/system/cpu/cpu2/thermal_throttle", masked);
    }
}
