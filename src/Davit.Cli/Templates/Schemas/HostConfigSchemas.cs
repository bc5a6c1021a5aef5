namespace Davit.Cli.Templates.Schemas;

/// <summary>What a container has of its host.</summary>
internal static class HostConfigSchemas
{
    private static readonly GoSchema s_logConfig = new(
        "container.LogConfig",
        new GoField("Type"), new("Config", GoShape.Map));

    private static readonly GoSchema s_restartPolicy = new(
        "container.RestartPolicy",
        new GoField("Name"), new("MaximumRetryCount", GoShape.Number));

    private static readonly GoSchema s_weightDevice = new(
        "*blkiodev.WeightDevice",
        new GoField("Path"), new("Weight", GoShape.Number))
    {
        Text = static device => $"{GoPrinter.Print(Field(device, "Path"))}:{GoPrinter.Print(Field(device, "Weight"))}",
    };

    private static readonly GoSchema s_throttleDevice = new(
        "*blkiodev.ThrottleDevice",
        new GoField("Path"), new("Rate", GoShape.Number))
    {
        Text = static device => $"{GoPrinter.Print(Field(device, "Path"))}:{GoPrinter.Print(Field(device, "Rate"))}",
    };

    private static readonly GoSchema s_device = new(
        "container.DeviceMapping",
        new GoField("PathOnHost"), new("PathInContainer"), new("CgroupPermissions"));

    private static readonly GoSchema s_deviceRequest = new(
        "container.DeviceRequest",
        new GoField("Driver"), new("Count", GoShape.Number), new("DeviceIDs", GoShape.List), new("Capabilities", GoShape.List),
        new("Options", GoShape.Map));

    private static readonly GoSchema s_ulimit = new(
        "*units.Ulimit",
        new GoField("Name"), new("Hard", GoShape.Number), new("Soft", GoShape.Number))
    {
        Text = static limit => $"{GoPrinter.Print(Field(limit, "Name"))}={GoPrinter.Print(Field(limit, "Soft"))}:{GoPrinter.Print(Field(limit, "Hard"))}",
    };

    private static readonly GoSchema s_resources = new(
        "container.Resources",
        new GoField("CPUShares", GoShape.Number) { Json = "CpuShares" }, new("Memory", GoShape.Number),
        new("NanoCPUs", GoShape.Number) { Json = "NanoCpus" }, new("CgroupParent"), new("BlkioWeight", GoShape.Number),
        new("BlkioWeightDevice", GoShape.List, s_weightDevice), new("BlkioDeviceReadBps", GoShape.List, s_throttleDevice),
        new("BlkioDeviceWriteBps", GoShape.List, s_throttleDevice), new("BlkioDeviceReadIOps", GoShape.List, s_throttleDevice),
        new("BlkioDeviceWriteIOps", GoShape.List, s_throttleDevice), new("CPUPeriod", GoShape.Number) { Json = "CpuPeriod" },
        new("CPUQuota", GoShape.Number) { Json = "CpuQuota" }, new("CPURealtimePeriod", GoShape.Number) { Json = "CpuRealtimePeriod" },
        new("CPURealtimeRuntime", GoShape.Number) { Json = "CpuRealtimeRuntime" }, new("CpusetCpus"), new("CpusetMems"),
        new("Devices", GoShape.List, s_device), new("DeviceCgroupRules", GoShape.List), new("DeviceRequests", GoShape.List, s_deviceRequest),
        new("KernelMemory", GoShape.Number) { OmitsEmpty = true }, new("KernelMemoryTCP", GoShape.Number) { OmitsEmpty = true },
        new("MemoryReservation", GoShape.Number), new("MemorySwap", GoShape.Number), new("MemorySwappiness", GoShape.Pointer),
        new("OomKillDisable", GoShape.Pointer), new("PidsLimit", GoShape.Pointer), new("Ulimits", GoShape.List, s_ulimit),
        new("CPUCount", GoShape.Number) { Json = "CpuCount" }, new("CPUPercent", GoShape.Number) { Json = "CpuPercent" },
        new("IOMaximumIOps", GoShape.Number), new("IOMaximumBandwidth", GoShape.Number));

    private static readonly GoSchema s_bindOptions = new(
        "*mount.BindOptions",
        new GoField("Propagation") { OmitsEmpty = true }, new("NonRecursive", GoShape.Boolean) { OmitsEmpty = true },
        new("CreateMountpoint", GoShape.Boolean) { OmitsEmpty = true }, new("ReadOnlyNonRecursive", GoShape.Boolean) { OmitsEmpty = true },
        new("ReadOnlyForceRecursive", GoShape.Boolean) { OmitsEmpty = true });

    private static readonly GoSchema s_driver = new(
        "*mount.Driver",
        new GoField("Name") { OmitsEmpty = true }, new("Options", GoShape.Map) { OmitsEmpty = true });

    private static readonly GoSchema s_volumeOptions = new(
        "*mount.VolumeOptions",
        new GoField("NoCopy", GoShape.Boolean) { OmitsEmpty = true }, new("Labels", GoShape.Map) { OmitsEmpty = true },
        new("Subpath") { OmitsEmpty = true }, new("DriverConfig", GoShape.Pointer, s_driver) { OmitsEmpty = true });

    private static readonly GoSchema s_imageOptions = new(
        "*mount.ImageOptions",
        new GoField("Subpath") { OmitsEmpty = true });

    private static readonly GoSchema s_tmpfsOptions = new(
        "*mount.TmpfsOptions",
        new GoField("SizeBytes", GoShape.Number) { OmitsEmpty = true }, new("Mode", GoShape.Number) { OmitsEmpty = true },
        new("Options", GoShape.List) { OmitsEmpty = true });

    private static readonly GoSchema s_clusterOptions = new("*mount.ClusterOptions");

    private static readonly GoSchema s_mount = new(
        "mount.Mount",
        new GoField("Type") { OmitsEmpty = true }, new("Source") { OmitsEmpty = true }, new("Target") { OmitsEmpty = true },
        new("ReadOnly", GoShape.Boolean) { OmitsEmpty = true }, new("Consistency") { OmitsEmpty = true },
        new("BindOptions", GoShape.Pointer, s_bindOptions) { OmitsEmpty = true },
        new("VolumeOptions", GoShape.Pointer, s_volumeOptions) { OmitsEmpty = true },
        new("ImageOptions", GoShape.Pointer, s_imageOptions) { OmitsEmpty = true },
        new("TmpfsOptions", GoShape.Pointer, s_tmpfsOptions) { OmitsEmpty = true },
        new("ClusterOptions", GoShape.Pointer, s_clusterOptions) { OmitsEmpty = true });

    private static readonly GoSchema s_hostConfig = new(
        "*container.HostConfig",
        new GoField("Binds", GoShape.List), new("ContainerIDFile"), new("LogConfig", GoShape.Struct, s_logConfig), new("NetworkMode"),
        new("PortBindings", GoShape.MapOfLists, SharedSchemas.Binding), new("RestartPolicy", GoShape.Struct, s_restartPolicy),
        new("AutoRemove", GoShape.Boolean), new("VolumeDriver"), new("VolumesFrom", GoShape.List), new("ConsoleSize", GoShape.List),
        new("Annotations", GoShape.Map) { OmitsEmpty = true }, new("CapAdd", GoShape.List), new("CapDrop", GoShape.List), new("CgroupnsMode"),
        new("DNS", GoShape.List) { Json = "Dns" }, new("DNSOptions", GoShape.List) { Json = "DnsOptions" },
        new("DNSSearch", GoShape.List) { Json = "DnsSearch" }, new("ExtraHosts", GoShape.List), new("GroupAdd", GoShape.List), new("IpcMode"),
        new("Cgroup"), new("Links", GoShape.List), new("OomScoreAdj", GoShape.Number), new("PidMode"), new("Privileged", GoShape.Boolean),
        new("PublishAllPorts", GoShape.Boolean), new("ReadonlyRootfs", GoShape.Boolean), new("SecurityOpt", GoShape.List),
        new("StorageOpt", GoShape.Map) { OmitsEmpty = true }, new("Tmpfs", GoShape.Map) { OmitsEmpty = true }, new("UTSMode"), new("UsernsMode"),
        new("ShmSize", GoShape.Number), new("Sysctls", GoShape.Map) { OmitsEmpty = true }, new("Runtime") { OmitsEmpty = true }, new("Isolation"),
        new("Resources", GoShape.Embedded, s_resources), new("Mounts", GoShape.List, s_mount) { OmitsEmpty = true }, new("MaskedPaths", GoShape.List),
        new("ReadonlyPaths", GoShape.List), new("Init", GoShape.Pointer) { OmitsEmpty = true });

    public static GoSchema HostConfig => s_hostConfig;

    private static object? Field(GoStruct fields, string name) => fields.TryGet(name, out var value) ? value : null;
}
