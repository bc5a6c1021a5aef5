using Davit.Linux.Processes;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>Kernel parameters a container may set: those of a namespace of its own.</summary>
internal static class Sysctls
{
    private static readonly HashSet<string> Ipc =
    [
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni",
        "kernel.shm_rmid_forced",
    ];

    /// <summary>The path below /proc/sys; a slash in a name stands for itself, a dot for a slash (sysctl(8)).</summary>
    public static string ToPath(string name) =>
        name.Contains('/', StringComparison.Ordinal) ? name : name.Replace('.', '/');

    /// <summary>What is wrong with setting it in this container; null: nothing.</summary>
    public static string? Validate(string name, Spec spec)
    {
        var key = name.Contains('/', StringComparison.Ordinal) ? name.Replace('/', '.') : name;
        var namespaces = new NamespaceSet(spec.Linux?.Namespaces);
        if (Ipc.Contains(key) || key.StartsWith("fs.mqueue.", StringComparison.Ordinal))
        {
            return Needs(name, "ipc", namespaces.Has(CloneFlags.NewIpc));
        }

        if (key.StartsWith("net.", StringComparison.Ordinal))
        {
            return Needs(name, "network", namespaces.Has(CloneFlags.NewNetwork));
        }

        return key switch
        {
            "kernel.domainname" => Needs(name, "uts", namespaces.Has(CloneFlags.NewUts)),
            "kernel.hostname" => $"sysctl \"{name}\" conflicts with the hostname of the specification",
            _ when key.StartsWith("user.", StringComparison.Ordinal) =>
                Needs(name, "user", namespaces.Has(CloneFlags.NewUser)),
            _ => $"sysctl \"{name}\" is not of a namespace",
        };
    }

    private static string? Needs(string name, string type, bool present) =>
        present ? null : $"sysctl \"{name}\" needs a {type} namespace of its own";
}
