using Davit.Oci.Runtime;

namespace Davit.Runtime.Launching;

/// <summary>Labels of security modules: where they are written, or the error that the host has no such module.</summary>
internal static class SecurityModules
{
    private const string AppArmorEnabled = "/sys/module/apparmor/parameters/enabled";
    private const string SelinuxMount = "/sys/fs/selinux/enforce";

    public static string? AppArmorFile(ProcessSpec process)
    {
        if (string.IsNullOrEmpty(process.ApparmorProfile))
        {
            return null;
        }

        return ProcFile.TryRead(AppArmorEnabled)?.StartsWith('Y') == true
            ? "self/attr/apparmor/exec"
            : throw Missing("apparmorProfile", process.ApparmorProfile, "AppArmor");
    }

    public static string? SelinuxFile(ProcessSpec process)
    {
        if (string.IsNullOrEmpty(process.SelinuxLabel))
        {
            return null;
        }

        return ProcFile.TryRead(SelinuxMount) is not null
            ? "self/attr/exec"
            : throw Missing("selinuxLabel", process.SelinuxLabel, "SELinux");
    }

    private static LaunchException Missing(string field, string label, string module) =>
        new(LaunchFailure.Other, $"{field} \"{label}\": {module} is not enabled on this machine");
}
