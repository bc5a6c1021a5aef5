namespace Davit.Oci.Runtime;

/// <summary>The part <c>linux</c> of a specification (config-linux.md).</summary>
internal static class LinuxReader
{
    public static LinuxSpec Linux(JsonNode linux) => new()
    {
        UidMappings = linux.Objects("uidMappings", SpecReader.IdMapping),
        GidMappings = linux.Objects("gidMappings", SpecReader.IdMapping),
        Sysctl = linux.TextMap("sysctl"),
        Resources = linux.Object("resources", ResourcesReader.Resources),
        CgroupsPath = linux.Text("cgroupsPath"),
        Namespaces = linux.Objects("namespaces", static space => new NamespaceSpec { Type = space.Text("type") ?? "", Path = space.Text("path") }),
        Devices = linux.Objects("devices", Device),
        Seccomp = linux.Object("seccomp", Seccomp),
        RootfsPropagation = linux.Text("rootfsPropagation"),
        MaskedPaths = linux.Texts("maskedPaths"),
        ReadonlyPaths = linux.Texts("readonlyPaths"),
        MountLabel = linux.Text("mountLabel"),
        IntelRdt = linux.Object("intelRdt", IntelRdt),
        Personality = linux.Object("personality", static person => new PersonalitySpec { Domain = person.Text("domain") ?? "", Flags = person.Texts("flags") }),
        TimeOffsets = linux.ObjectMap("timeOffsets", static offset => new TimeOffset { Secs = offset.Int64("secs") ?? 0, Nanosecs = offset.UInt32("nanosecs") ?? 0 }),
    };

    private static DeviceSpec Device(JsonNode device) => new()
    {
        Type = device.Text("type") ?? "",
        Path = device.Text("path") ?? "",
        Major = device.Int64("major") ?? 0,
        Minor = device.Int64("minor") ?? 0,
        FileMode = device.UInt32("fileMode"),
        Uid = device.UInt32("uid"),
        Gid = device.UInt32("gid"),
    };

    private static IntelRdtSpec IntelRdt(JsonNode rdt) => new()
    {
        ClosID = rdt.Text("closID"),
        L3CacheSchema = rdt.Text("l3CacheSchema"),
        MemBwSchema = rdt.Text("memBwSchema"),
        EnableCmt = rdt.Flag("enableCMT") ?? false,
        EnableMbm = rdt.Flag("enableMBM") ?? false,
    };

    private static SeccompSpec Seccomp(JsonNode seccomp) => new()
    {
        DefaultAction = seccomp.Text("defaultAction") ?? "",
        DefaultErrnoRet = seccomp.UInt32("defaultErrnoRet"),
        Architectures = seccomp.Texts("architectures"),
        Flags = seccomp.Texts("flags"),
        ListenerPath = seccomp.Text("listenerPath"),
        ListenerMetadata = seccomp.Text("listenerMetadata"),
        Syscalls = seccomp.Objects("syscalls", SyscallRule),
    };

    private static SyscallRuleSpec SyscallRule(JsonNode rule) => new()
    {
        Names = rule.Texts("names") ?? [],
        Action = rule.Text("action") ?? "",
        ErrnoRet = rule.UInt32("errnoRet"),
        Args = rule.Objects("args", SyscallArgument),
    };

    private static SyscallArgSpec SyscallArgument(JsonNode argument) => new()
    {
        Index = argument.UInt32("index") ?? 0,
        Value = argument.UInt64("value") ?? 0,
        ValueTwo = argument.UInt64("valueTwo") ?? 0,
        Op = argument.Text("op") ?? "",
    };
}
