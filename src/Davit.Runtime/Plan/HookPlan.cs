using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>A plan that runs hooks and ends: for those of the runtime's namespaces.</summary>
internal static class HookPlan
{
    public static LaunchPlan Compile(IReadOnlyList<HookSpec> hooks, string kind)
    {
        var plan = new PlanBuilder();
        plan.Add(OpCode.ResetSignals);
        plan.Add(OpCode.CloseDescriptors);
        HookOperations.Add(plan, hooks, kind);
        return new LaunchPlan { Operations = plan.Operations, SlotCount = plan.SlotCount };
    }
}
