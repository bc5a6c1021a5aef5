using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>User namespaces: writing maps, and namespaces that exist only for an idmapped mount.</summary>
internal static class UserNamespaceFile
{
    /// <summary>A namespace with these maps and no process in it; the descriptor keeps it.</summary>
    public static FileDescriptor Create(IReadOnlyList<IdMapping> uids, IReadOnlyList<IdMapping> gids)
    {
        // The child waits for ever: it is only there to have a /proc/PID.
        var plan = new LaunchPlan
        {
            Operations = [new Operation(OpCode.ResetSignals), new Operation(OpCode.AwaitParent)],
            SlotCount = Slot.FirstFree,
            CloneFlags = CloneFlags.NewUser,
        };
        using var table = new DescriptorTable();
        using var child = ChildProcess.Start(plan, table);
        try
        {
            WriteMaps(child.Pid, uids, gids);
            return SlotOpener.OpenNamespace($"/proc/{child.Pid}/ns/user");
        }
        finally
        {
            child.Kill();
        }
    }

    /// <summary>Writes the maps of a new namespace (user_namespaces(7)); each file takes one write.</summary>
    public static void WriteMaps(int pid, IReadOnlyList<IdMapping> uids, IReadOnlyList<IdMapping> gids)
    {
        if (ProcessCalls.EffectiveUserId != 0)
        {
            // Without CAP_SETGID in the parent namespace a gid map needs setgroups denied first.
            ProcFile.TryWrite($"/proc/{pid}/setgroups", "deny");
        }

        Write($"/proc/{pid}/uid_map", uids);
        Write($"/proc/{pid}/gid_map", gids);
    }

    private static void Write(string path, IReadOnlyList<IdMapping> mappings)
    {
        var text = string.Concat(mappings.Select(m => $"{m.ContainerID} {m.HostID} {m.Size}\n"));
        var errno = ProcFile.TryWrite(path, text);
        if (errno != Errno.None)
        {
            throw new LaunchException(LaunchFailure.Other, $"write {path}: {errno.Describe()}") { Step = path, Errno = errno };
        }
    }
}
