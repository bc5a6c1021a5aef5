using Davit.Linux.Processes;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>The plan of a further process in a running container. Pure.</summary>
internal static class ExecPlanCompiler
{
    /// <param name="inputs">As for the container; its specification is the container's.</param>
    /// <param name="process">The process to execute.</param>
    /// <param name="joined">Namespaces of the container that are not the launcher's.</param>
    /// <param name="pidNamespacePath">The container's pid namespace, if it is not the launcher's.</param>
    public static LaunchPlan Compile(
        PlanInputs inputs, ProcessSpec process, CloneFlags joined, string? pidNamespacePath)
    {
        var plan = new PlanBuilder();
        plan.Add(OpCode.ResetSignals);
        plan.Add(OpCode.CloseDescriptors);
        plan.Add(OpCode.JoinGroups);
        plan.Add(OpCode.OpenHostProc);
        AddAffinity(plan, process.ExecCPUAffinity?.Initial);
        if (!inputs.NoNewKeyring)
        {
            plan.Add(new Operation(OpCode.JoinKeyring) { P = "_ses." + inputs.Id });
        }

        plan.Add(OpCode.StartSession);
        if (joined != CloneFlags.None)
        {
            plan.Add(new Operation(OpCode.JoinProcessNamespaces) { X = (ulong)joined });
        }

        var inUserNamespace = joined.HasFlag(CloneFlags.NewUser);
        if (inUserNamespace)
        {
            plan.Add(OpCode.BecomeNamespaceRoot);
        }

        plan.Add(OpCode.EnterRoot);
        if (inputs.Console)
        {
            plan.Add(PlanCompiler.Console(process, bind: false));
        }

        var execution = new ProcessOperations(plan, inputs, process);
        execution.AddLookup();
        plan.Add(new Operation(OpCode.AwaitParent) { P = "wait for the launcher" });
        AddAffinity(plan, process.ExecCPUAffinity?.Final);
        execution.AddStreams();
        execution.AddExecution(limitsByLauncher: inUserNamespace, canSetGroups: true);
        return new LaunchPlan
        {
            Operations = plan.Operations,
            SlotCount = plan.SlotCount,
            PidNamespacePath = pidNamespacePath,
            LauncherSetsLimits = inUserNamespace,
        };
    }

    private static void AddAffinity(PlanBuilder plan, string? cpus)
    {
        if (!string.IsNullOrEmpty(cpus) && CpuList.TryParse(cpus, out var mask))
        {
            plan.Add(new Operation(OpCode.SetCpuAffinity) { P = cpus, Blob = mask });
        }
    }
}
