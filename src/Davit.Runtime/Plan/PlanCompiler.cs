using Davit.Linux.Processes;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>
/// A specification → a plan. Pure: the same inputs give the same plan, on any machine. The specification has been validated.
/// </summary>
internal static class PlanCompiler
{
    /// <summary>
    /// The order is the kernel's: namespaces before what is in them; sources of mounts before the host's mounts become slaves;
    /// all mounts by descriptor before pivot_root takes the host away; hooks in between, as runtime-spec says; then the wait for
    /// <c>start</c>; then identity, from the most privileged step to the least.
    /// </summary>
    public static LaunchPlan Compile(PlanInputs inputs)
    {
        var plan = new PlanBuilder();
        var linux = inputs.Spec.Linux;
        var namespaces = new NamespaceSet(linux?.Namespaces);
        NamespaceOperations.Add(plan, inputs, namespaces);

        var hasGroup = AddFileSystem(plan, inputs, namespaces);
        if (!hasGroup)
        {
            NamespaceOperations.AddCgroup(plan, namespaces);
        }

        var byLauncher = namespaces.Has(CloneFlags.NewUser);
        var process = new ProcessOperations(plan, inputs, inputs.Spec.Process!);
        process.AddLookup();

        // Before it waits: what launches through a command line reads that command's output to its end, and the waiting
        // process must not be what holds it open.
        process.AddStreams();
        plan.Add(OpCode.Ready);
        plan.Add(OpCode.AwaitStart);
        HookOperations.Add(plan, inputs.Spec.Hooks?.StartContainer, "startContainer");
        process.AddExecution(byLauncher, canSetGroups: true);
        return new LaunchPlan
        {
            Operations = plan.Operations,
            SlotCount = plan.SlotCount,
            Sources = plan.Sources,
            CloneFlags = NamespaceOperations.CloneFlagsOf(namespaces),
            WritesMaps = namespaces.IsNew(CloneFlags.NewUser),
            PidNamespacePath = namespaces.PathOf(CloneFlags.NewPid),
            LauncherSetsLimits = byLauncher,
        };
    }

    private static bool AddFileSystem(PlanBuilder plan, PlanInputs inputs, NamespaceSet namespaces)
    {
        var linux = inputs.Spec.Linux;
        var mounts = new MountOperations(plan, inputs, namespaces);
        if (linux?.MaskedPaths is { Count: > 0 })
        {
            plan.Add(OpCode.OpenNullDevice);
        }

        mounts.AddSources();
        var devices = DeviceOperations.AddSources(plan, inputs, namespaces);
        RootOperations.AddRoot(plan, inputs);
        var hasGroup = mounts.AddMounts();
        DeviceOperations.AddDevices(plan, inputs, devices);
        AddConsole(plan, inputs);
        plan.Add(new Operation(OpCode.MakeDirectory) { P = inputs.Spec.Process!.Cwd });
        HookOperations.AddCreation(plan, inputs.Spec.Hooks);
        AddProtection(plan, inputs, mounts);
        RootOperations.AddEntry(plan, inputs);
        return hasGroup;
    }

    private static void AddConsole(PlanBuilder plan, PlanInputs inputs)
    {
        if (inputs.Console)
        {
            plan.Add(Console(inputs.Spec.Process!, bind: !DeviceOperations.HasOwnDev(inputs.Spec)));
        }
    }

    /// <summary>A console for a process; a container's first has it as /dev/console.</summary>
    public static Operation Console(ProcessSpec process, bool bind) => new(OpCode.CreateConsole)
    {
        A = (int)(process.ConsoleSize?.Height ?? 0),
        B = (int)(process.ConsoleSize?.Width ?? 0),
        C = unchecked((int)process.User.Uid),
        D = bind ? 1 : 0,
    };

    private static void AddProtection(PlanBuilder plan, PlanInputs inputs, MountOperations mounts)
    {
        var linux = inputs.Spec.Linux;
        foreach (var (name, value) in linux?.Sysctl ?? new Dictionary<string, string>())
        {
            plan.Add(new Operation(OpCode.WriteSysctl) { P = "sys/" + Sysctls.ToPath(name), Q = value, R = name });
        }

        mounts.AddReadOnly();
        foreach (var path in linux?.ReadonlyPaths ?? [])
        {
            plan.Add(new Operation(OpCode.ReadOnlyPath) { P = path });
        }

        foreach (var path in linux?.MaskedPaths ?? [])
        {
            plan.Add(new Operation(OpCode.MaskPath) { P = path });
        }

        if (inputs.Spec.Root?.Readonly == true)
        {
            plan.Add(new Operation(OpCode.SetReadOnly) { A = Slot.Root, P = "/" });
        }
    }
}
