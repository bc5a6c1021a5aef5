using Davit.Linux;
using Davit.Linux.Mounts;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Paths that the container may not read, or not write. What is not there needs no cover.</summary>
internal static unsafe class MaskSteps
{
    /// <summary>Covers P with a read-only copy of itself.</summary>
    public static int ReadOnlyPath(ChildState* state, Instruction* step)
    {
        var target = OpenTarget(state, step->P);
        if (target < 0)
        {
            return IsAbsent(target) ? 0 : -target;
        }

        byte empty = 0;
        var tree = RootSteps.Clone(state, target, &empty, Syscall.AtEmptyPath | Syscall.AtRecursive);
        MountSetAttr attributes = default;
        attributes.Set = (ulong)MountAttributes.ReadOnly;
        var error = tree < 0 ? -tree : FileSystems.SetAttributes(state, tree, &attributes, 0);
        return AttachAndClose(state, error, tree, target);
    }

    /// <summary>Covers P: a directory with an empty one, anything else with the null device.</summary>
    public static int MaskPath(ChildState* state, Instruction* step)
    {
        var target = OpenTarget(state, step->P);
        if (target < 0)
        {
            return IsAbsent(target) ? 0 : -target;
        }

        byte empty = 0;
        var cover = Paths.IsDirectory(state, target)
            ? EmptyDirectory(state)
            : RootSteps.Clone(state, state->Slots[Slot.Null], &empty, Syscall.AtEmptyPath);
        return AttachAndClose(state, cover < 0 ? -cover : 0, cover, target);
    }

    private static int EmptyDirectory(ChildState* state)
    {
        var context = FileSystems.Open(state, "tmpfs\0"u8);
        if (context < 0)
        {
            return context;
        }

        fixed (byte* key = "nr_inodes\0"u8, value = "1\0"u8)
        {
            var error = FileSystems.SetString(state, context, key, value);
            var mount = error != 0 ? -error : FileSystems.CreateMount(state, context, (ulong)MountAttributes.ReadOnly);
            FileSystems.Close(state, context, mount < 0);
            return mount;
        }
    }

    private static int OpenTarget(ChildState* state, byte* path) => Paths.Open(
        state, state->Slots[Slot.Root], path, Davit.Linux.Files.OpenFlags.Path, Paths.InRoot);

    private static bool IsAbsent(int result) => result is -(int)Errno.ENOENT or -(int)Errno.ENOTDIR;

    private static int AttachAndClose(ChildState* state, int error, int mount, int target)
    {
        error = error != 0 ? error : FileSystems.Attach(state, mount, target);
        state->Kernel.Call(SyscallNumber.Close, mount);
        state->Kernel.Call(SyscallNumber.Close, target);
        return error;
    }
}
