using Davit.Oci.Runtime;
using Davit.Runtime.Launching;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Hooks;

/// <summary>Runs hooks in the runtime's own namespaces, as a plan in a child.</summary>
internal static class HookRunner
{
    /// <summary>Runs all in order until one fails; null: none has.</summary>
    public static LaunchException? Run(IReadOnlyList<HookSpec>? hooks, string kind, ReadOnlySpan<byte> state)
    {
        if (hooks is not { Count: > 0 })
        {
            return null;
        }

        var plan = HookPlan.Compile(hooks, kind);
        using var table = new DescriptorTable();
        using var child = ChildProcess.Start(plan, table, document: state);
        LaunchException? failure = null;
        if (child.TryReceive(out var answer))
        {
            failure = PlanFailure.Describe(plan, answer);
            child.Continue();
        }

        Davit.Linux.Processes.WaitCalls.Wait(child.PidFd);
        return failure;
    }
}
