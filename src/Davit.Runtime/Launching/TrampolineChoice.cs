using Davit.Oci.Runtime;

namespace Davit.Runtime.Launching;

/// <summary>
/// Whether the program is executed by the trampoline. Not needed by an engine that runs from a protected image; not possible
/// where a label is for the next execve only, or a filter lets no execveat pass.
/// </summary>
internal static class TrampolineChoice
{
    public static bool IsUsable(Spec spec) => !SelfImage.IsProtected && IsPossible(spec);

    public static bool IsPossible(Spec spec) =>
        string.IsNullOrEmpty(spec.Process?.ApparmorProfile)
        && string.IsNullOrEmpty(spec.Process?.SelinuxLabel)
        && (spec.Linux?.Seccomp is not { } seccomp || AllowsExecveat(seccomp));

    private static bool AllowsExecveat(SeccompSpec seccomp)
    {
        var rule = (seccomp.Syscalls ?? []).FirstOrDefault(r => r.Names.Contains("execveat"));
        var action = rule?.Action ?? seccomp.DefaultAction;
        return action is "SCMP_ACT_ALLOW" or "SCMP_ACT_LOG";
    }
}
