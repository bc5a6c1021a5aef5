using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>Hooks as operations: those of the runtime's namespaces are asked for, those of the container's are run.</summary>
internal static class HookOperations
{
    /// <summary>The hooks between the mounts and pivot_root (config.md#posix-platform-hooks).</summary>
    public static void AddCreation(PlanBuilder plan, HooksSpec? hooks)
    {
        if (hooks?.Prestart is { Count: > 0 } || hooks?.CreateRuntime is { Count: > 0 } || hooks?.CreateContainer is { Count: > 0 })
        {
            plan.Add(OpCode.RequestHooks);
            Add(plan, hooks.CreateContainer, "createContainer");
        }
    }

    public static void Add(PlanBuilder plan, IReadOnlyList<HookSpec>? hooks, string kind)
    {
        foreach (var hook in hooks ?? [])
        {
            plan.Add(new Operation(OpCode.RunHook)
            {
                P = hook.Path,
                Q = kind,
                A = hook.Timeout ?? 0,
                List = [.. hook.Args is { Count: > 0 } args ? args : [hook.Path]],
                List2 = [.. hook.Env ?? []],
            });
        }
    }
}
