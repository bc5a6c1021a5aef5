using Davit.Oci.Runtime;

namespace Davit.Runtime.Hooks;

/// <summary>The hooks that run after a container was deleted.</summary>
public static class PoststopHooks
{
    /// <summary>Runs all, in order; a failure does not stop the rest (runtime.md#lifecycle). Returns what went wrong.</summary>
    public static IReadOnlyList<string> Run(Spec spec, string id, string bundle) => throw new NotImplementedException();
}
