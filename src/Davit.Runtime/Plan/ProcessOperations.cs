using System.Runtime.InteropServices;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>From a process in the right namespaces to the program: the same for a container's first process and an exec.</summary>
internal sealed class ProcessOperations(PlanBuilder plan, PlanInputs inputs, ProcessSpec process)
{
    private const int HomeRoom = 4096;

    private bool NeedsHome => !(process.Env ?? []).Any(e => e.StartsWith("HOME=", StringComparison.Ordinal));

    /// <summary>What can be checked before anything is started.</summary>
    public void AddLookup()
    {
        if (NeedsHome)
        {
            plan.Add(new Operation(OpCode.FindHome)
            {
                A = unchecked((int)process.User.Uid),
                P = "HOME=/".PadRight(HomeRoom, '\0'),
                D = HomeRoom,
            });
        }

        plan.Add(new Operation(OpCode.FindProgram) { P = process.Args![0], List = ProgramPaths.Candidates(process) });
    }

    /// <summary>Everything up to execve. The order is the kernel's: each step needs a right that a later one takes away.</summary>
    public void AddExecution(bool limitsByLauncher, bool canSetGroups)
    {
        plan.Add(new Operation(OpCode.ChangeDirectory) { P = process.Cwd, A = 1 });
        AddLabels();
        AddScheduling();
        AddLimits(limitsByLauncher);
        plan.Add(new Operation(OpCode.SetUmask) { A = (int)(process.User.Umask ?? 0x12 /* 022 */) });
        if (process.NoNewPrivileges)
        {
            plan.Add(OpCode.SetNoNewPrivileges);
        }

        AddIdentity(canSetGroups);
        if (inputs.UseInit)
        {
            plan.Add(OpCode.ForkInit);
        }

        AddFilterIf(process.NoNewPrivileges);
        plan.Add(new Operation(OpCode.Execute)
        {
            P = process.Args![0],
            A = 3 + inputs.PreserveFds,
            List = ["?", "", .. process.Args],
            List2 = [.. (process.Env ?? []).Where(e => e.Length > 0), .. NeedsHome ? [""] : Array.Empty<string>()],
        });
    }

    /// <summary>The terminal, or the streams that the launcher was given.</summary>
    public void AddStreams()
    {
        if (inputs.Console)
        {
            plan.Add(OpCode.SetControllingTerminal);
            return;
        }

        if (inputs.Streams)
        {
            plan.Add(OpCode.SetStreams);
        }

        plan.Add(new Operation(OpCode.FixStreamOwners) { A = unchecked((int)process.User.Uid) });
    }

    private void AddLabels()
    {
        if (!string.IsNullOrEmpty(process.ApparmorProfile) && inputs.AppArmorFile is not null)
        {
            plan.Add(new Operation(OpCode.WriteLabel)
            {
                P = inputs.AppArmorFile,
                Q = "exec " + process.ApparmorProfile,
                R = "self/attr/exec",
            });
        }

        if (!string.IsNullOrEmpty(process.SelinuxLabel) && inputs.SelinuxFile is not null)
        {
            plan.Add(new Operation(OpCode.WriteLabel) { P = inputs.SelinuxFile, Q = process.SelinuxLabel });
        }
    }

    private void AddScheduling()
    {
        if (inputs.Spec.Linux?.Personality is { } personality)
        {
            plan.Add(new Operation(OpCode.SetPersonality) { X = Scheduling.Personality(personality) });
        }

        if (process.Scheduler is { } scheduler)
        {
            plan.Add(new Operation(OpCode.SetScheduler) { P = scheduler.Policy, Blob = Scheduling.Attributes(scheduler) });
        }

        if (process.IoPriority is { } priority)
        {
            plan.Add(new Operation(OpCode.SetIoPriority) { A = Scheduling.IoPriority(priority), P = priority.Class });
        }
    }

    private void AddLimits(bool byLauncher)
    {
        if (byLauncher)
        {
            return;
        }

        foreach (var limit in process.Rlimits ?? [])
        {
            plan.Add(new Operation(OpCode.SetLimit)
            {
                A = ResourceLimits.Number(limit.Type),
                X = limit.Soft,
                Y = limit.Hard,
                P = limit.Type,
            });
        }
    }

    private void AddIdentity(bool canSetGroups)
    {
        // Without no_new_privs only a process with CAP_SYS_ADMIN may install a filter (seccomp(2)).
        AddFilterIf(!process.NoNewPrivileges);
        var user = process.User;
        plan.Add(new Operation(OpCode.DropBounding) { X = CapabilityNames.Mask(process.Capabilities?.Bounding) });
        plan.Add(new Operation(OpCode.SetUser)
        {
            A = unchecked((int)user.Uid),
            B = unchecked((int)user.Gid),
            C = canSetGroups ? 1 : 0,
            Blob = MemoryMarshal.AsBytes<uint>([.. user.AdditionalGids ?? []]).ToArray(),
        });
        plan.Add(new Operation(OpCode.ChangeDirectory) { P = process.Cwd, A = 2 });
        plan.Add(new Operation(OpCode.SetCapabilities)
        {
            X = CapabilityNames.Mask(process.Capabilities?.Effective),
            Y = CapabilityNames.Mask(process.Capabilities?.Permitted),
            Z = CapabilityNames.Mask(process.Capabilities?.Inheritable),
            W = CapabilityNames.Mask(process.Capabilities?.Ambient),
        });
    }

    private void AddFilterIf(bool now)
    {
        if (now && inputs.Seccomp is { } filter)
        {
            plan.Add(new Operation(OpCode.InstallSeccomp)
            {
                Blob = filter.Code,
                X = filter.Flags,
                A = filter.NeedsListener ? 1 : 0,
            });
        }
    }
}
