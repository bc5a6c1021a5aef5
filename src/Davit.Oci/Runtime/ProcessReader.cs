namespace Davit.Oci.Runtime;

/// <summary>The part <c>process</c> of a specification (config.md#process, config-linux.md).</summary>
internal static class ProcessReader
{
    public static ProcessSpec Process(JsonNode process) => new()
    {
        Terminal = process.Flag("terminal") ?? false,
        ConsoleSize = process.Object("consoleSize", static size => new ConsoleSize { Height = size.UInt32("height") ?? 0, Width = size.UInt32("width") ?? 0 }),
        User = process.Object("user", User) ?? new(),
        Args = process.Texts("args"),
        Env = process.Texts("env"),
        Cwd = process.Text("cwd") ?? "",
        Capabilities = process.Object("capabilities", Capabilities),
        Rlimits = process.Objects("rlimits", Rlimit),
        NoNewPrivileges = process.Flag("noNewPrivileges") ?? false,
        ApparmorProfile = process.Text("apparmorProfile"),
        OomScoreAdj = process.Int32("oomScoreAdj"),
        Scheduler = process.Object("scheduler", Scheduler),
        SelinuxLabel = process.Text("selinuxLabel"),
        IoPriority = process.Object("ioPriority", static io => new IoPrioritySpec { Class = io.Text("class") ?? "", Priority = io.Int32("priority") ?? 0 }),
        ExecCPUAffinity = process.Object("execCPUAffinity", static cpus => new ExecCpuAffinitySpec { Initial = cpus.Text("initial"), Final = cpus.Text("final") }),
    };

    private static UserSpec User(JsonNode user) => new()
    {
        Uid = user.UInt32("uid") ?? 0,
        Gid = user.UInt32("gid") ?? 0,
        Umask = user.UInt32("umask"),
        AdditionalGids = user.UInt32s("additionalGids"),
        Username = user.Text("username"),
    };

    private static CapabilitiesSpec Capabilities(JsonNode sets) => new()
    {
        Bounding = sets.Texts("bounding"),
        Effective = sets.Texts("effective"),
        Inheritable = sets.Texts("inheritable"),
        Permitted = sets.Texts("permitted"),
        Ambient = sets.Texts("ambient"),
    };

    private static RlimitSpec Rlimit(JsonNode limit) => new()
    {
        Type = limit.Text("type") ?? "",
        Hard = limit.UInt64("hard") ?? 0,
        Soft = limit.UInt64("soft") ?? 0,
    };

    private static SchedulerSpec Scheduler(JsonNode scheduler) => new()
    {
        Policy = scheduler.Text("policy") ?? "",
        Nice = scheduler.Int32("nice") ?? 0,
        Priority = scheduler.Int32("priority") ?? 0,
        Flags = scheduler.Texts("flags"),
        Runtime = scheduler.UInt64("runtime") ?? 0,
        Deadline = scheduler.UInt64("deadline") ?? 0,
        Period = scheduler.UInt64("period") ?? 0,
    };
}
