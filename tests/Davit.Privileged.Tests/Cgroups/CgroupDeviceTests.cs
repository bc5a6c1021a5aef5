using Davit.Oci.Runtime;

namespace Davit.Privileged.Tests.Cgroups;

public sealed class CgroupDeviceTests
{
    private static readonly DeviceCgroupSpec DenyAll = new() { Allow = false, Access = "rwm" };

    [Fact]
    public void A_container_opens_its_basic_devices_and_no_other()
    {
        using var group = new TestCgroup(new ResourcesSpec { Devices = [DenyAll] });
        Assert.Equal(0, group.Finish("head -c 1 /dev/zero > /dev/null").Status);
        Assert.NotEqual(0, group.Finish("head -c 1 /dev/kmsg > /dev/null").Status);
    }

    [Fact]
    public void A_device_is_allowed_and_forbidden_again_while_the_others_stay()
    {
        using var group = new TestCgroup(new ResourcesSpec { Devices = [DenyAll, Kmsg("rw")] });
        Assert.Equal(0, group.Finish("exec 3>>/dev/kmsg").Status);
        group.Handle.Update(new ResourcesSpec { Devices = [DenyAll, Kmsg("r")] });
        Assert.NotEqual(0, group.Finish("exec 3>>/dev/kmsg").Status);
        Assert.Equal(0, group.Finish("exec 3</dev/kmsg; exec 4>/dev/null").Status);
        group.Handle.Update(new ResourcesSpec { Devices = [new DeviceCgroupSpec { Allow = true, Type = "a", Access = "rwm" }] });
        Assert.Equal(0, group.Finish("exec 3>>/dev/kmsg").Status);
    }

    [Fact]
    public void Without_rules_nothing_is_forbidden()
    {
        using var group = new TestCgroup();
        Assert.Equal(0, group.Finish("exec 3>>/dev/kmsg").Status);
    }

    private static DeviceCgroupSpec Kmsg(string access) => new() { Allow = true, Type = "c", Major = 1, Minor = 11, Access = access };
}
