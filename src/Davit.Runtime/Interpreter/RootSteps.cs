using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>The container's root: made as a detached mount, attached, and entered.</summary>
internal static unsafe class RootSteps
{
    private const uint CloneCloseOnExec = MountCalls.OpenTreeClone | MountCalls.OpenTreeCloseOnExec;

    /// <summary>
    /// A copy of the mount of P, before the host's mounts become slaves: so a shared mount stays one. A is the slot,
    /// B 1 for recursive, C 1 if it may be absent: then the slot stays empty; D 1 if no symbolic link may be on the way.
    /// </summary>
    public static int OpenSource(ChildState* state, Instruction* step)
    {
        var recursive = step->B != 0 ? Syscall.AtRecursive : 0;
        var tree = step->D != 0 ? CloneWithoutLinks(state, step->P, recursive) : Clone(state, Syscall.AtFdCwd, step->P, recursive);
        state->Slots[step->A] = tree < 0 ? -1 : tree;
        return tree >= 0 || (step->C != 0 && tree == -(int)Errno.ENOENT) ? 0 : -tree;
    }

    /// <summary>The host's null device, checked to be it: images cannot put another in its place (CVE-2025-31133).</summary>
    public static int OpenNullDevice(ChildState* state)
    {
        fixed (byte* path = "/dev/null\0"u8)
        {
            var device = Paths.Open(state, Syscall.AtFdCwd, path, OpenFlags.Path | OpenFlags.NoFollow, ResolveFlags.None);
            if (device < 0)
            {
                return -device;
            }

            Statx stat;
            var error = Paths.Stat(state, device, &stat);
            var isNull = stat.Kind == FileKind.CharacterDevice && stat.DeviceMajorOfNode == 1 && stat.DeviceMinorOfNode == 3;
            state->Slots[Slot.Null] = device;
            return error < 0 ? -error : isNull ? 0 : (int)Errno.ENODEV;
        }
    }

    /// <summary>X are the propagation flags of all mounts of the new mount namespace.</summary>
    public static int SetHostPropagation(ChildState* state, Instruction* step)
    {
        fixed (byte* path = "/\0"u8)
        {
            return -(int)state->Kernel.Call(SyscallNumber.Mount, 0, (nint)path, 0, (nint)step->X, 0);
        }
    }

    public static int OpenRootfs(ChildState* state, Instruction* step)
    {
        var tree = Clone(state, Syscall.AtFdCwd, step->P, Syscall.AtRecursive);
        state->Slots[Slot.Root] = tree;
        return tree < 0 ? -tree : 0;
    }

    /// <summary>
    /// Attaches the root at P. pivot_root(2) wants it on a mount that is not shared, and not shared itself.
    /// </summary>
    public static int AttachRootfs(ChildState* state, Instruction* step)
    {
        var root = state->Slots[Slot.Root];
        var error = SetPropagation(state, root, MountFlags.Private, 0);
        if (error != 0)
        {
            return error;
        }

        var place = Paths.Open(state, Syscall.AtFdCwd, step->P, OpenFlags.Path | OpenFlags.Directory, ResolveFlags.None);
        if (place < 0)
        {
            return -place;
        }

        // The mount that holds the place, which may be shared if that is what rootfsPropagation asked for.
        error = step->A != 0 ? MakeHolderPrivate(state, place) : 0;
        error = error != 0 ? error : FileSystems.Attach(state, root, place);
        state->Kernel.Call(SyscallNumber.Close, place);
        return error;
    }

    /// <summary>
    /// pivot_root(".", ".") stacks the old root on the new one, from where it is taken off (pivot_root(2), NOTES).
    /// </summary>
    public static int PivotRoot(ChildState* state)
    {
        fixed (byte* slash = "/\0"u8, dot = ".\0"u8)
        {
            var old = Paths.Open(state, Syscall.AtFdCwd, slash, OpenFlags.Path | OpenFlags.Directory, ResolveFlags.None);
            if (old < 0)
            {
                return -old;
            }

            var error = -(int)state->Kernel.Call(SyscallNumber.Fchdir, state->Slots[Slot.Root]);
            error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.PivotRoot, (nint)dot, (nint)dot);
            error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Fchdir, old);

            // Not private: unmounting must not reach the host, mounts of the host may still come in until then.
            const MountFlags SlaveTree = MountFlags.Slave | MountFlags.Recursive;
            error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Mount, 0, (nint)dot, 0, (nint)SlaveTree, 0);
            error = error != 0 ? error
                : -(int)state->Kernel.Call(SyscallNumber.Umount2, (nint)dot, (nint)UnmountFlags.Detach);
            state->Kernel.Call(SyscallNumber.Close, old);
            return error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Chdir, (nint)slash);
        }
    }

    /// <summary>For a root that pivot_root refuses (initramfs): moves the mount over / and changes the root to it.</summary>
    public static int MoveRoot(ChildState* state)
    {
        fixed (byte* slash = "/\0"u8, dot = ".\0"u8)
        {
            var error = -(int)state->Kernel.Call(SyscallNumber.Fchdir, state->Slots[Slot.Root]);
            error = error != 0 ? error
                : -(int)state->Kernel.Call(SyscallNumber.Mount, (nint)dot, (nint)slash, 0, (nint)MountFlags.Move, 0);
            return error != 0 ? error : EnterRoot(state);
        }
    }

    /// <summary>Makes the root slot the root and the working directory of this process.</summary>
    public static int EnterRoot(ChildState* state)
    {
        fixed (byte* slash = "/\0"u8, dot = ".\0"u8)
        {
            var error = -(int)state->Kernel.Call(SyscallNumber.Fchdir, state->Slots[Slot.Root]);
            error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Chroot, (nint)dot);
            return error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Chdir, (nint)slash);
        }
    }

    public static int SetRootPropagation(ChildState* state, Instruction* step)
    {
        var flags = (MountFlags)step->X;
        var recursive = (flags & MountFlags.Recursive) != 0 ? Syscall.AtRecursive : 0;
        return SetPropagation(state, state->Slots[Slot.Root], flags & ~MountFlags.Recursive, recursive);
    }

    public static int SetPropagation(ChildState* state, int mount, MountFlags propagation, int recursive)
    {
        MountSetAttr attributes = default;
        attributes.Propagation = (ulong)propagation;
        return FileSystems.SetAttributes(state, mount, &attributes, recursive);
    }

    /// <summary>A detached copy of what a path or descriptor names; minus the error number on failure.</summary>
    public static int Clone(ChildState* state, int directory, byte* path, int flags) =>
        (int)state->Kernel.Call(SyscallNumber.OpenTree, directory, (nint)path, (nint)(CloneCloseOnExec | (uint)flags));

    private static int CloneWithoutLinks(ChildState* state, byte* path, int flags)
    {
        var place = Paths.Open(state, Syscall.AtFdCwd, path, OpenFlags.Path, ResolveFlags.NoSymlinks);
        if (place < 0)
        {
            return place;
        }

        fixed (byte* self = "\0"u8)
        {
            var tree = Clone(state, place, self, flags | (int)Syscall.AtEmptyPath);
            state->Kernel.Call(SyscallNumber.Close, place);
            return tree;
        }
    }

    private static int MakeHolderPrivate(ChildState* state, int place)
    {
        fixed (byte* dot = ".\0"u8, parent = "..\0"u8)
        {
            // Only a mount's own root takes flags: go up until it is one.
            var error = -(int)state->Kernel.Call(SyscallNumber.Fchdir, place);
            for (var depth = 0; error == 0 && depth < 256; depth++)
            {
                error = -(int)state->Kernel.Call(SyscallNumber.Mount, 0, (nint)dot, 0, (nint)MountFlags.Private, 0);
                if (error != (int)Errno.EINVAL)
                {
                    return error;
                }

                error = -(int)state->Kernel.Call(SyscallNumber.Chdir, (nint)parent);
            }

            return error;
        }
    }
}
