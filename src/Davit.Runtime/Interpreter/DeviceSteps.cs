using Davit.Linux;
using Davit.Linux.Files;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Device nodes, links and directories in the container's root.</summary>
internal static unsafe class DeviceSteps
{
    /// <summary>The directory P, with those before it.</summary>
    public static int MakeDirectory(ChildState* state, Instruction* step)
    {
        var directory = Paths.OpenTarget(state, state->Slots[Slot.Root], step->P, isDirectory: true, Paths.InRoot);
        if (directory < 0)
        {
            return -directory;
        }

        state->Kernel.Call(SyscallNumber.Close, directory);
        return 0;
    }

    /// <summary>The node Q in directory P; X type and mode, Y the device number; A and B owner and group.</summary>
    public static int MakeDevice(ChildState* state, Instruction* step)
    {
        var directory = OpenDirectory(state, step);
        if (directory < 0)
        {
            return -directory;
        }

        var error = -(int)state->Kernel.Call(
            SyscallNumber.Mknodat, directory, (nint)step->Q, (nint)step->X, (nint)step->Y);
        if (error == (int)Errno.EEXIST)
        {
            error = IsSameDevice(state, directory, step) ? 0 : error;
        }

        // The umask is empty (ResetSignals), so only the owner is missing; a link put there meanwhile is not followed.
        error = error != 0 || (step->A | step->B) == 0 ? error : -(int)state->Kernel.Call(
            SyscallNumber.Fchownat, directory, (nint)step->Q, step->A, step->B, Syscall.AtSymlinkNoFollow);
        state->Kernel.Call(SyscallNumber.Close, directory);
        return error;
    }

    /// <summary>The host's device in slot C on R: where nodes cannot be made (user namespaces).</summary>
    public static int BindDevice(ChildState* state, Instruction* step) => MountSteps.Bind(state, step);

    /// <summary>A link Q in directory P to R; one that is there stays, with A = 1 it is replaced.</summary>
    public static int Symlink(ChildState* state, Instruction* step)
    {
        var directory = OpenDirectory(state, step);
        if (directory < 0)
        {
            return -directory;
        }

        if (step->A != 0)
        {
            state->Kernel.Call(SyscallNumber.Unlinkat, directory, (nint)step->Q, 0);
        }

        var error = -(int)state->Kernel.Call(SyscallNumber.Symlinkat, (nint)step->R, directory, (nint)step->Q);
        state->Kernel.Call(SyscallNumber.Close, directory);
        return error == (int)Errno.EEXIST ? 0 : error;
    }

    private static int OpenDirectory(ChildState* state, Instruction* step) =>
        Paths.OpenTarget(state, state->Slots[Slot.Root], step->P, isDirectory: true, Paths.InRoot);

    private static bool IsSameDevice(ChildState* state, int directory, Instruction* step)
    {
        var file = Paths.Open(state, directory, step->Q, OpenFlags.Path | OpenFlags.NoFollow, ResolveFlags.Beneath);
        if (file < 0)
        {
            return false;
        }

        Statx stat;
        var error = Paths.Stat(state, file, &stat);
        state->Kernel.Call(SyscallNumber.Close, file);

        // The kernel's encoding of a device number in 32 bits: 12 bits major, 20 bits minor in two parts.
        var device = (stat.DeviceMinorOfNode & 0xffu) | (stat.DeviceMajorOfNode << 8) | ((stat.DeviceMinorOfNode & ~0xffu) << 12);
        return error == 0 && ((stat.Mode ^ (uint)step->X) & 0xF000) == 0 && device == step->Y;
    }
}
