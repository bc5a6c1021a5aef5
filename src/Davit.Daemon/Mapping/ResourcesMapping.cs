using Davit.Engine.Containers;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>Limits and devices, from the wire to the engine; <see cref="HostConfigMapping"/> writes them back.</summary>
internal static class ResourcesMapping
{
    public static HostResources ToEngine(Wire.Resources wire) => new()
    {
        CpuShares = wire.CpuShares,
        Memory = wire.Memory,
        NanoCpus = wire.NanoCpus,
        CgroupParent = wire.CgroupParent,
        BlkioWeight = wire.BlkioWeight,
        BlkioWeightDevice = List(wire.BlkioWeightDevice, device => new BlockWeightDevice(device.Path, device.Weight)),
        BlkioDeviceReadBps = List(wire.BlkioDeviceReadBps, ToEngine),
        BlkioDeviceWriteBps = List(wire.BlkioDeviceWriteBps, ToEngine),
        BlkioDeviceReadIOps = List(wire.BlkioDeviceReadIOps, ToEngine),
        BlkioDeviceWriteIOps = List(wire.BlkioDeviceWriteIOps, ToEngine),
        CpuPeriod = wire.CpuPeriod,
        CpuQuota = wire.CpuQuota,
        CpuRealtimePeriod = wire.CpuRealtimePeriod,
        CpuRealtimeRuntime = wire.CpuRealtimeRuntime,
        CpusetCpus = wire.CpusetCpus,
        CpusetMems = wire.CpusetMems,
        Devices = List(wire.Devices, device => new DeviceMapping(device.PathOnHost, device.PathInContainer, device.CgroupPermissions)),
        DeviceCgroupRules = wire.DeviceCgroupRules,
        DeviceRequests = List(wire.DeviceRequests, ToEngine),
        KernelMemory = wire.KernelMemory,
        KernelMemoryTcp = wire.KernelMemoryTCP,
        MemoryReservation = wire.MemoryReservation,
        MemorySwap = wire.MemorySwap,
        MemorySwappiness = wire.MemorySwappiness,
        OomKillDisable = wire.OomKillDisable,
        PidsLimit = wire.PidsLimit,
        Ulimits = List(wire.Ulimits, limit => new Ulimit(limit.Name, limit.Soft, limit.Hard)),
        CpuCount = wire.CpuCount,
        CpuPercent = wire.CpuPercent,
        IOMaximumIOps = wire.IOMaximumIOps,
        IOMaximumBandwidth = wire.IOMaximumBandwidth,
    };

    public static Wire.HostConfig ToWire(HostResources resources, Wire.HostConfig target) => target with
    {
        CpuShares = resources.CpuShares,
        Memory = resources.Memory,
        NanoCpus = resources.NanoCpus,
        CgroupParent = resources.CgroupParent,
        BlkioWeight = (ushort)resources.BlkioWeight,
        BlkioWeightDevice = List(resources.BlkioWeightDevice, device => new Wire.WeightDevice { Path = device.Path, Weight = (ushort)device.Weight }),
        BlkioDeviceReadBps = List(resources.BlkioDeviceReadBps, ToWire),
        BlkioDeviceWriteBps = List(resources.BlkioDeviceWriteBps, ToWire),
        BlkioDeviceReadIOps = List(resources.BlkioDeviceReadIOps, ToWire),
        BlkioDeviceWriteIOps = List(resources.BlkioDeviceWriteIOps, ToWire),
        CpuPeriod = resources.CpuPeriod,
        CpuQuota = resources.CpuQuota,
        CpuRealtimePeriod = resources.CpuRealtimePeriod,
        CpuRealtimeRuntime = resources.CpuRealtimeRuntime,
        CpusetCpus = resources.CpusetCpus,
        CpusetMems = resources.CpusetMems,
        Devices = List(resources.Devices, ToWire),
        DeviceCgroupRules = resources.DeviceCgroupRules,
        DeviceRequests = List(resources.DeviceRequests, ToWire),
        KernelMemory = resources.KernelMemory,
        KernelMemoryTCP = resources.KernelMemoryTcp,
        MemoryReservation = resources.MemoryReservation,
        MemorySwap = resources.MemorySwap,
        MemorySwappiness = resources.MemorySwappiness,
        OomKillDisable = resources.OomKillDisable,
        PidsLimit = resources.PidsLimit,
        Ulimits = List(resources.Ulimits, limit => new Wire.Ulimit { Name = limit.Name, Soft = limit.Soft, Hard = limit.Hard }),
        CpuCount = resources.CpuCount,
        CpuPercent = resources.CpuPercent,
        IOMaximumIOps = resources.IOMaximumIOps,
        IOMaximumBandwidth = resources.IOMaximumBandwidth,
    };

    /// <summary>Null stays null: clients tell the two apart.</summary>
    public static IReadOnlyList<TTarget>? List<TSource, TTarget>(IReadOnlyList<TSource>? source, Func<TSource, TTarget> map) =>
        source is null ? null : [.. source.Where(item => item is not null).Select(map)];

    private static BlockThrottleDevice ToEngine(Wire.ThrottleDevice wire) => new(wire.Path, wire.Rate);

    private static Wire.ThrottleDevice ToWire(BlockThrottleDevice device) => new() { Path = device.Path, Rate = device.Rate };

    private static DeviceRequest ToEngine(Wire.DeviceRequest wire) => new()
    {
        Driver = wire.Driver,
        Count = wire.Count,
        DeviceIds = wire.DeviceIDs,
        Capabilities = wire.Capabilities,
        Options = wire.Options,
    };

    private static Wire.DeviceRequest ToWire(DeviceRequest request) => new()
    {
        Driver = request.Driver,
        Count = request.Count,
        DeviceIDs = request.DeviceIds,
        Capabilities = request.Capabilities,
        Options = request.Options,
    };

    private static Wire.DeviceMapping ToWire(DeviceMapping device) => new()
    {
        PathOnHost = device.PathOnHost,
        PathInContainer = device.PathInContainer,
        CgroupPermissions = device.CgroupPermissions,
    };
}
