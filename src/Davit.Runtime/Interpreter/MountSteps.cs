using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>The mounts of a specification, each finished while detached and then attached on a descriptor.</summary>
internal static unsafe class MountSteps
{
    /// <summary>
    /// P on R from source Q with options List (key, value, key, …); X attributes; Z and W set and cleared recursively; D
    /// propagation; B the slot that keeps the mount, for <see cref="SetReadOnly"/>; A <see cref="MountTraits"/>.
    /// </summary>
    public static int Mount(ChildState* state, Instruction* step)
    {
        var traits = (MountTraits)step->A;
        var target = OpenTarget(state, step->R, isDirectory: true, traits, out var mode);
        if (target < 0)
        {
            return -target;
        }

        var mount = Make(state, step, traits, mode);
        var error = mount < 0 ? -mount : 0;
        if (error == 0 && (traits & MountTraits.CopyUp) != 0)
        {
            error = TreeCopy.Copy(state, target, mount);
        }

        error = error != 0 ? error : FileSystems.Attach(state, mount, target);
        error = error != 0 ? error : Finish(state, step, mount);
        state->Kernel.Call(SyscallNumber.Close, target);
        Keep(state, step->B, mount);
        return error;
    }

    /// <summary>
    /// The source in slot C on R; X and Y attributes set and cleared, Z and W the same recursively; D propagation; the
    /// user namespace of an idmapped mount in the slot that BlobLength names, if any.
    /// </summary>
    public static int Bind(ChildState* state, Instruction* step)
    {
        var traits = (MountTraits)step->A;
        var source = state->Slots[step->C];
        if (source < 0 && (traits & MountTraits.Optional) != 0)
        {
            return 0;
        }

        if ((traits & MountTraits.NeedsProc) != 0 && Paths.FileSystemType(state, source) != FileSystemMagic.Proc)
        {
            return Refuse(state, "/proc can only be covered by a procfs\0"u8);
        }

        var error = SetBindAttributes(state, step, source);
        if (error != 0)
        {
            return error;
        }

        var target = OpenTarget(state, step->R, Paths.IsDirectory(state, source), traits, out _);
        if (target < 0)
        {
            return -target;
        }

        error = FileSystems.Attach(state, source, target);
        error = error != 0 ? error : Finish(state, step, source);
        state->Kernel.Call(SyscallNumber.Close, target);
        Keep(state, step->B, source);
        return error;
    }

    /// <summary>Makes the mount in slot A read-only, now that everything in it was made.</summary>
    public static int SetReadOnly(ChildState* state, Instruction* step)
    {
        MountSetAttr attributes = default;
        attributes.Set = (ulong)MountAttributes.ReadOnly;
        return FileSystems.SetAttributes(state, state->Slots[step->A], &attributes, 0);
    }

    /// <summary>Changes the attributes of the mount that is on R: X and Y set and cleared, Z and W the same recursively.</summary>
    public static int Remount(ChildState* state, Instruction* step)
    {
        var target = OpenTarget(state, step->R, isDirectory: true, (MountTraits)step->A, out _);
        if (target < 0)
        {
            return -target;
        }

        MountSetAttr attributes = default;
        attributes.Set = step->X;
        attributes.Clear = step->Y;
        var error = (step->X | step->Y) != 0 ? FileSystems.SetAttributes(state, target, &attributes, 0) : 0;
        error = error != 0 ? error : Finish(state, step, target);
        state->Kernel.Call(SyscallNumber.Close, target);
        return error;
    }

    private static int Make(ChildState* state, Instruction* step, MountTraits traits, uint mode)
    {
        var context = FileSystems.Open(state, step->P);
        if (context < 0)
        {
            return context;
        }

        var error = Configure(state, step, traits, mode, context);
        var mount = error != 0 ? -error : FileSystems.CreateMount(state, context, step->X);
        FileSystems.Close(state, context, mount < 0);
        return mount;
    }

    private static int Configure(ChildState* state, Instruction* step, MountTraits traits, uint mode, int context)
    {
        fixed (byte* sourceKey = "source\0"u8, modeKey = "mode\0"u8)
        {
            var error = step->Q is null ? 0 : FileSystems.SetString(state, context, sourceKey, step->Q);
            for (var option = step->List; error == 0 && option is not null && *option is not null; option += 2)
            {
                // An empty value is an option without one: a null would end the list.
                error = FileSystems.SetOption(state, context, option[0], option[1][0] == 0 ? null : option[1]);
            }

            if (error == 0 && (traits & MountTraits.KeepMode) != 0 && mode != NoMode)
            {
                var text = stackalloc byte[8];
                WriteOctal(text, mode);
                error = FileSystems.SetString(state, context, modeKey, text);
            }

            return error;
        }
    }

    private const uint NoMode = uint.MaxValue;

    // The mode of a directory that is there already is kept by a tmpfs on it.
    private static int OpenTarget(ChildState* state, byte* path, bool isDirectory, MountTraits traits, out uint mode)
    {
        mode = NoMode;
        var resolve = (traits & MountTraits.NoLinks) != 0 ? Paths.InRoot | ResolveFlags.NoSymlinks : Paths.InRoot;
        var root = state->Slots[Slot.Root];
        var target = Paths.Open(state, root, path, OpenFlags.Path, resolve);
        if (target == -(int)Errno.ENOENT)
        {
            target = Paths.OpenTarget(state, root, path, isDirectory, resolve);
        }
        else if (target >= 0 && (traits & MountTraits.KeepMode) != 0)
        {
            Statx stat;
            mode = Paths.Stat(state, target, &stat) == 0 ? stat.Permissions : NoMode;
        }

        if (target == -(int)Errno.ELOOP && (traits & MountTraits.NoLinks) != 0)
        {
            return -Refuse(state, "the place is a symbolic link in the image\0"u8);
        }

        // However the image's links lead there: nothing is mounted inside /proc but what is known to be harmless.
        if (target >= 0 && (traits & MountTraits.InsideProc) == 0
            && Paths.FileSystemType(state, target) == FileSystemMagic.Proc)
        {
            state->Kernel.Call(SyscallNumber.Close, target);
            return -Refuse(state, "the place is inside /proc\0"u8);
        }

        return target;
    }

    private static int SetBindAttributes(ChildState* state, Instruction* step, int source)
    {
        MountSetAttr attributes = default;
        attributes.Set = step->X;
        attributes.Clear = step->Y;
        if ((step->X | step->Y) != 0)
        {
            var error = FileSystems.SetAttributes(state, source, &attributes, 0);

            // A less privileged mount namespace cannot clear what the host set (mount_namespaces(7), locked flags).
            attributes.Clear = step->X & (ulong)MountAttributes.AtimeMask;
            error = error == (int)Errno.EPERM && step->Y != 0
                ? FileSystems.SetAttributes(state, source, &attributes, 0) : error;
            if (error != 0)
            {
                return error;
            }
        }

        if (step->BlobLength == 0)
        {
            return 0;
        }

        // idmapped: Blob is the slot of the user namespace and whether all mounts below are mapped, too.
        var map = (int*)step->Blob;
        attributes = default;
        attributes.Set = (ulong)MountAttributes.IdMap;
        attributes.UserNamespace = (ulong)state->Slots[map[0]];
        return FileSystems.SetAttributes(state, source, &attributes, map[1] != 0 ? Syscall.AtRecursive : 0);
    }

    private static int Finish(ChildState* state, Instruction* step, int mount)
    {
        MountSetAttr attributes = default;
        attributes.Set = step->Z;
        attributes.Clear = step->W;
        if ((step->Z | step->W) != 0)
        {
            var error = FileSystems.SetAttributes(state, mount, &attributes, Syscall.AtRecursive);
            if (error != 0)
            {
                return error;
            }
        }

        var propagation = (MountFlags)step->D;
        var recursive = (propagation & MountFlags.Recursive) != 0 ? Syscall.AtRecursive : 0;
        return propagation == 0
            ? 0
            : RootSteps.SetPropagation(state, mount, propagation & ~MountFlags.Recursive, recursive);
    }

    private static void Keep(ChildState* state, int slot, int mount)
    {
        if (slot >= 0)
        {
            state->Slots[slot] = mount;
        }
        else if (mount >= 0)
        {
            state->Kernel.Call(SyscallNumber.Close, mount);
        }
    }

    private static int Refuse(ChildState* state, ReadOnlySpan<byte> reason)
    {
        fixed (byte* text = reason)
        {
            Paths.Copy(state->Detail, ChildState.DetailSize, text);
        }

        return (int)Errno.EPERM;
    }

    private static void WriteOctal(byte* text, uint mode)
    {
        for (var i = 3; i >= 0; i--)
        {
            text[i] = (byte)('0' + (mode & 7));
            mode >>= 3;
        }

        text[4] = 0;
    }
}
