using System.Runtime.InteropServices;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Who the process is and what it may do.</summary>
internal static unsafe class CredentialSteps
{
    private const int KeepCapabilities = 8;
    private const int ReadBounding = 23;
    private const int DropBoundingOption = 24;
    private const int NoNewPrivileges = 38;
    private const int Ambient = 47;
    private const int AmbientRaise = 2;
    private const int AmbientClearAll = 4;
    private const int LastPossible = 63;

    /// <summary>Drops every capability that is not in X from the bounding set.</summary>
    public static int DropBounding(ChildState* state, Instruction* step)
    {
        for (var capability = 0; capability <= LastPossible; capability++)
        {
            var present = (int)state->Kernel.Call(SyscallNumber.Prctl, ReadBounding, capability, 0, 0, 0);
            if (present < 0)
            {
                return 0; // EINVAL: the kernel knows no more
            }

            if (present == 1 && (step->X >> capability & 1) == 0)
            {
                var error = -(int)state->Kernel.Call(SyscallNumber.Prctl, DropBoundingOption, capability, 0, 0, 0);
                if (error != 0)
                {
                    return error;
                }
            }
        }

        return 0;
    }

    /// <summary>Uid A, gid B, supplementary groups in the blob; capabilities are kept for <see cref="SetCapabilities"/>.</summary>
    public static int SetUser(ChildState* state, Instruction* step)
    {
        var error = -(int)state->Kernel.Call(SyscallNumber.Prctl, KeepCapabilities, 1, 0, 0, 0);

        // C is 0 where setgroups(2) is denied (user_namespaces(7)).
        error = error != 0 || step->C == 0 ? error : -(int)state->Kernel.Call(
            SyscallNumber.Setgroups, (nint)(step->BlobLength / sizeof(uint)), (nint)step->Blob);
        var gid = (nint)(uint)step->B;
        var uid = (nint)(uint)step->A;
        error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Setresgid, gid, gid, gid);
        error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Setresuid, uid, uid, uid);
        return error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Prctl, KeepCapabilities, 0, 0, 0, 0);
    }

    /// <summary>X effective, Y permitted, Z inheritable, W ambient (capabilities(7)).</summary>
    public static int SetCapabilities(ChildState* state, Instruction* step)
    {
        CapabilityHeader header;
        header.Version = 0x20080522;
        header.Pid = 0;

        // What the engine itself may not do it cannot give away: such capabilities are left out, as runc leaves them out.
        var data = stackalloc uint[6];
        var error = -(int)state->Kernel.Call(SyscallNumber.Capget, (nint)(&header), (nint)data);
        var possible = data[1] | ((ulong)data[4] << 32);
        Write(data, step->X & possible, step->Y & possible, step->Z & possible);
        error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Capset, (nint)(&header), (nint)data);
        if (error != 0)
        {
            return error;
        }

        state->Kernel.Call(SyscallNumber.Prctl, Ambient, AmbientClearAll, 0, 0, 0);
        for (var capability = 0; capability <= LastPossible; capability++)
        {
            if ((step->W >> capability & 1) != 0)
            {
                state->Kernel.Call(SyscallNumber.Prctl, Ambient, AmbientRaise, capability, 0, 0);
            }
        }

        return 0;
    }

    // struct __user_cap_data_struct twice: effective, permitted, inheritable of the low half, then of the high one.
    private static void Write(uint* data, ulong effective, ulong permitted, ulong inheritable)
    {
        data[0] = (uint)effective;
        data[1] = (uint)permitted;
        data[2] = (uint)inheritable;
        data[3] = (uint)(effective >> 32);
        data[4] = (uint)(permitted >> 32);
        data[5] = (uint)(inheritable >> 32);
    }

    public static int SetNoNewPrivileges(ChildState* state) =>
        -(int)state->Kernel.Call(SyscallNumber.Prctl, NoNewPrivileges, 1, 0, 0, 0);

    /// <summary>
    /// The blob is the filter, X its flags. With a listener the launcher fetches the descriptor by its number (pidfd_getfd(2)):
    /// the filter may already notify of sendmsg, and read and write are what every profile with notifications must let pass.
    /// </summary>
    public static int InstallSeccomp(ChildState* state, Instruction* step)
    {
        const int SetModeFilter = 1;
        FilterProgram program;
        program.Length = (ushort)(step->BlobLength / 8);
        program.Instructions = step->Blob;
        var result = (int)state->Kernel.Call(SyscallNumber.Seccomp, SetModeFilter, (nint)step->X, (nint)(&program));
        if (result < 0)
        {
            return -result;
        }

        if (step->A != 0)
        {
            Conversation.SayPlainly(state, ChildMessageKind.SeccompListener, result);
            state->Kernel.Call(SyscallNumber.Close, result);
        }

        return 0;
    }

    /// <summary>P is the file below /proc/self, Q what is written: labels of security modules for the next execve.</summary>
    public static int WriteLabel(ChildState* state, Instruction* step)
    {
        var error = Paths.WriteFile(state, state->Slots[Slot.HostProc], step->P, step->Q, ResolveFlags.None);

        // Kernels before 5.10 have no directory per module: R is the older name.
        return error == (int)Errno.ENOENT && step->R is not null
            ? Paths.WriteFile(state, state->Slots[Slot.HostProc], step->R, step->Q, ResolveFlags.None)
            : error;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct CapabilityHeader
    {
        public uint Version;
        public int Pid;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public byte* Instructions;
    }
}
