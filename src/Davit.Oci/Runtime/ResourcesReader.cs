namespace Davit.Oci.Runtime;

/// <summary>The part <c>linux.resources</c> of a specification (config-linux.md#control-groups).</summary>
internal static class ResourcesReader
{
    public static ResourcesSpec Resources(JsonNode resources) => new()
    {
        Devices = resources.Objects("devices", DeviceRule),
        Memory = resources.Object("memory", Memory),
        Cpu = resources.Object("cpu", Cpu),
        Pids = resources.Object("pids", static pids => new PidsSpec { Limit = pids.Int64("limit") }),
        BlockIO = resources.Object("blockIO", BlockIo),
        HugepageLimits = resources.Objects("hugepageLimits", static huge => new HugepageLimitSpec { PageSize = huge.Text("pageSize") ?? "", Limit = huge.UInt64("limit") ?? 0 }),
        Network = resources.Object("network", Network),
        Rdma = resources.ObjectMap("rdma", static rdma => new RdmaSpec { HcaHandles = rdma.UInt32("hcaHandles"), HcaObjects = rdma.UInt32("hcaObjects") }),
        Unified = resources.TextMap("unified"),
    };

    private static DeviceCgroupSpec DeviceRule(JsonNode rule) => new()
    {
        Allow = rule.Flag("allow") ?? false,
        Type = rule.Text("type"),
        Major = rule.Int64("major"),
        Minor = rule.Int64("minor"),
        Access = rule.Text("access"),
    };

    private static MemorySpec Memory(JsonNode memory) => new()
    {
        Limit = memory.Int64("limit"),
        Reservation = memory.Int64("reservation"),
        Swap = memory.Int64("swap"),
        Kernel = memory.Int64("kernel"),
        KernelTCP = memory.Int64("kernelTCP"),
        Swappiness = memory.UInt64("swappiness"),
        DisableOOMKiller = memory.Flag("disableOOMKiller"),
        UseHierarchy = memory.Flag("useHierarchy"),
        CheckBeforeUpdate = memory.Flag("checkBeforeUpdate"),
    };

    private static CpuSpec Cpu(JsonNode cpu) => new()
    {
        Shares = cpu.UInt64("shares"),
        Quota = cpu.Int64("quota"),
        Burst = cpu.UInt64("burst"),
        Period = cpu.UInt64("period"),
        RealtimeRuntime = cpu.Int64("realtimeRuntime"),
        RealtimePeriod = cpu.UInt64("realtimePeriod"),
        Cpus = cpu.Text("cpus"),
        Mems = cpu.Text("mems"),
        Idle = cpu.Int64("idle"),
    };

    private static BlockIoSpec BlockIo(JsonNode block) => new()
    {
        Weight = block.UInt16("weight"),
        LeafWeight = block.UInt16("leafWeight"),
        WeightDevice = block.Objects("weightDevice", WeightDevice),
        ThrottleReadBpsDevice = block.Objects("throttleReadBpsDevice", Throttle),
        ThrottleWriteBpsDevice = block.Objects("throttleWriteBpsDevice", Throttle),
        ThrottleReadIOPSDevice = block.Objects("throttleReadIOPSDevice", Throttle),
        ThrottleWriteIOPSDevice = block.Objects("throttleWriteIOPSDevice", Throttle),
    };

    private static WeightDeviceSpec WeightDevice(JsonNode device) => new()
    {
        Major = device.Int64("major") ?? 0,
        Minor = device.Int64("minor") ?? 0,
        Weight = device.UInt16("weight"),
        LeafWeight = device.UInt16("leafWeight"),
    };

    private static ThrottleDeviceSpec Throttle(JsonNode device) => new()
    {
        Major = device.Int64("major") ?? 0,
        Minor = device.Int64("minor") ?? 0,
        Rate = device.UInt64("rate") ?? 0,
    };

    private static NetworkResourcesSpec Network(JsonNode network) => new()
    {
        ClassID = network.UInt32("classID"),
        Priorities = network.Objects("priorities", static item => new InterfacePriority { Name = item.Text("name") ?? "", Priority = item.UInt32("priority") ?? 0 }),
    };
}
