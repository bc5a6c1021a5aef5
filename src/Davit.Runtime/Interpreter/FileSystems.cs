using Davit.Linux;
using Davit.Linux.Mounts;

namespace Davit.Runtime.Interpreter;

/// <summary>The descriptor based mount API (fsopen(2), fsconfig(2), fsmount(2), move_mount(2), mount_setattr(2)).</summary>
internal static unsafe class FileSystems
{
    private const int SetFlagCommand = 0;
    private const int SetStringCommand = 1;
    private const int CreateCommand = 6;
    private const int CloseOnExec = 1;

    /// <summary>A context for a type, whose name is NUL-terminated.</summary>
    public static int Open(ChildState* state, ReadOnlySpan<byte> type)
    {
        fixed (byte* name = type)
        {
            return Open(state, name);
        }
    }

    public static int Open(ChildState* state, byte* type) =>
        (int)state->Kernel.Call(SyscallNumber.Fsopen, (nint)type, CloseOnExec);

    public static int SetString(ChildState* state, int context, byte* key, byte* value) =>
        -(int)state->Kernel.Call(SyscallNumber.Fsconfig, context, SetStringCommand, (nint)key, (nint)value, 0);

    /// <summary>An option with or without a value.</summary>
    public static int SetOption(ChildState* state, int context, byte* key, byte* value) => value is not null
        ? SetString(state, context, key, value)
        : -(int)state->Kernel.Call(SyscallNumber.Fsconfig, context, SetFlagCommand, (nint)key, 0, 0);

    /// <summary>The detached mount, or minus the error number.</summary>
    public static int CreateMount(ChildState* state, int context, ulong attributes)
    {
        var error = (int)state->Kernel.Call(SyscallNumber.Fsconfig, context, CreateCommand, 0, 0, 0);
        return error < 0 ? error : (int)state->Kernel.Call(SyscallNumber.Fsmount, context, CloseOnExec, (nint)attributes);
    }

    /// <summary>Closes a context; after a failure what the kernel has to say about it becomes the detail of the error.</summary>
    public static void Close(ChildState* state, int context, bool failed)
    {
        if (failed)
        {
            // Messages are "e text" lines (fsopen(2)).
            var count = (int)state->Kernel.Call(
                SyscallNumber.Read, context, (nint)state->Detail, ChildState.DetailSize - 1);
            state->Detail[count > 0 ? count : 0] = 0;
        }

        state->Kernel.Call(SyscallNumber.Close, context);
    }

    /// <summary>Attaches a detached mount on what a descriptor is open on; the error number.</summary>
    public static int Attach(ChildState* state, int mount, int target)
    {
        byte empty = 0;
        const uint Flags = MountCalls.MoveMountFromEmptyPath | MountCalls.MoveMountToEmptyPath;
        return -(int)state->Kernel.Call(
            SyscallNumber.MoveMount, mount, (nint)(&empty), target, (nint)(&empty), (nint)Flags);
    }

    /// <summary><paramref name="recursive"/> is AT_RECURSIVE or 0; the error number.</summary>
    public static int SetAttributes(ChildState* state, int mount, MountSetAttr* attributes, int recursive)
    {
        byte empty = 0;
        return -(int)state->Kernel.Call(
            SyscallNumber.MountSetattr,
            mount,
            (nint)(&empty),
            Syscall.AtEmptyPath | recursive,
            (nint)attributes,
            sizeof(MountSetAttr));
    }
}
