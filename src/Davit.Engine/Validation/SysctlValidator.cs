using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Validation;

/// <summary>
/// Only kernel parameters of the container's own namespaces may be set, and only by their plain names: a value or name
/// with separators reached other keys elsewhere (CVE-2022-0811).
/// </summary>
internal static class SysctlValidator
{
    private static readonly HashSet<string> Ipc = new(StringComparer.Ordinal)
    {
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni",
        "kernel.shm_rmid_forced",
    };

    public static void Validate(List<string> errors, HostConfig host)
    {
        foreach (var (name, value) in host.Sysctls ?? new Dictionary<string, string>())
        {
            if (Check(name, value, host) is { } error)
            {
                errors.Add(error);
            }
        }
    }

    private static string? Check(string name, string value, HostConfig host)
    {
        if (name.Length == 0 || name.Contains("..", StringComparison.Ordinal) || !name.All(IsNameCharacter))
        {
            return $"invalid sysctl name: '{name}'";
        }

        if (value.Any(char.IsControl) && value.Any(c => char.IsControl(c) && c != '\t'))
        {
            return $"invalid value of sysctl '{name}'";
        }

        var dotted = name.Replace('/', '.');
        if (dotted.StartsWith("net.", StringComparison.Ordinal))
        {
            return ModeParser.IsHost(host.NetworkMode) ? $"sysctl '{name}' not allowed in host network namespace" : null;
        }

        if (Ipc.Contains(dotted) || dotted.StartsWith("fs.mqueue.", StringComparison.Ordinal))
        {
            return ModeParser.IsHost(host.IpcMode) ? $"sysctl '{name}' not allowed in host ipc namespace" : null;
        }

        if (dotted == "kernel.domainname")
        {
            return ModeParser.IsHost(host.UTSMode) ? $"sysctl '{name}' not allowed in host UTS namespace" : null;
        }

        return $"sysctl '{name}' is not in a separate kernel namespace";
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/';
}
