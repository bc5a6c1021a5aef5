using Davit.Oci.Runtime;

namespace Davit.Runtime.Hooks;

/// <summary>The hooks that run after a container was deleted.</summary>
public static class PoststopHooks
{
    /// <summary>Runs all, in order; a failure does not stop the rest (runtime.md#lifecycle). Returns what went wrong.</summary>
    public static IReadOnlyList<string> Run(Spec spec, string id, string bundle)
    {
        var state = StateText.Create(spec, id, bundle, "stopped", pid: null);
        return
        [
            .. (spec.Hooks?.Poststop ?? [])
                .Select(hook => HookRunner.Run([hook], "poststop", state)?.Message)
                .OfType<string>(),
        ];
    }
}
