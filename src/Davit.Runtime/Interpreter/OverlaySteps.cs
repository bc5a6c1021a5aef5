using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>The overlay that is a container's root, as a detached mount in <see cref="Slot.Root"/>.</summary>
internal static unsafe class OverlaySteps
{
    // mount(2) copies one page of options.
    private const int OptionsSize = 4096;

    // ":/proc/self/fd/N"
    private const int MinimumName = 16;
    private const int MaximumDigits = 10;

    /// <summary>List are the lower directories, P and Q upper and work, R a directory that may be mounted on for a moment; A: layer by layer.</summary>
    public static int Mount(ChildState* state, Instruction* step)
    {
        // EINVAL is an option the kernel does not have (a layer per option came with 6.7, and before 6.5 only the mount itself
        // says so), or a path of more than the 255 bytes that fsconfig(2) takes.
        var mount = step->A != 0 ? LayerByLayer(state, step) : -(int)Errno.EINVAL;
        mount = mount == -(int)Errno.EINVAL ? AllAtOnce(state, step) : mount;
        state->Slots[Slot.Root] = mount;
        return mount < 0 ? -mount : 0;
    }

    /// <summary>The number of layers is not limited by a page, and nothing in their names needs escaping (overlayfs.rst).</summary>
    private static int LayerByLayer(ChildState* state, Instruction* step)
    {
        var context = FileSystems.Open(state, "overlay\0"u8);
        if (context < 0)
        {
            return context;
        }

        var error = SetLayers(state, step, context);
        var mount = error != 0 ? -error : FileSystems.CreateMount(state, context, 0);
        FileSystems.Close(state, context, mount < 0);
        return mount;
    }

    private static int SetLayers(ChildState* state, Instruction* step, int context)
    {
        fixed (byte* add = "lowerdir+\0"u8, upper = "upperdir\0"u8, work = "workdir\0"u8)
        {
            var error = 0;
            for (var layer = step->List; *layer is not null && error == 0; layer++)
            {
                error = FileSystems.SetString(state, context, add, *layer);
            }

            if (error == 0 && step->P is not null)
            {
                error = FileSystems.SetString(state, context, upper, step->P);
                error = error != 0 ? error : FileSystems.SetString(state, context, work, step->Q);
            }

            return error;
        }
    }

    /// <summary>One mount(2) with every directory named by a descriptor, which is short; then a detached copy of it.</summary>
    private static int AllAtOnce(ChildState* state, Instruction* step)
    {
        var text = stackalloc byte[OptionsSize];
        var opened = stackalloc int[OptionsSize / MinimumName];
        var options = new OptionList { Text = text, Opened = opened };
        var error = 0;
        for (var layer = step->List; *layer is not null && error == 0; layer++)
        {
            error = options.Add(state, layer == step->List ? "lowerdir="u8 : ":"u8, *layer);
        }

        if (error == 0 && step->P is not null)
        {
            error = options.Add(state, ",upperdir="u8, step->P);
            error = error != 0 ? error : options.Add(state, ",workdir="u8, step->Q);
        }

        var mount = error != 0 ? -error : MountAndCopy(state, step->R, text);
        options.Close(state);
        return mount;
    }

    private static int MountAndCopy(ChildState* state, byte* place, byte* options)
    {
        fixed (byte* type = "overlay\0"u8)
        {
            var error = (int)state->Kernel.Call(SyscallNumber.Mount, (nint)type, (nint)place, (nint)type, 0, (nint)options);
            if (error < 0)
            {
                return error;
            }
        }

        var copy = RootSteps.Clone(state, Syscall.AtFdCwd, place, 0);
        state->Kernel.Call(SyscallNumber.Umount2, (nint)place, (nint)UnmountFlags.Detach);
        return copy;
    }

    private struct OptionList
    {
        public byte* Text;
        public int* Opened;
        private int length;
        private int count;

        /// <summary>Appends the key and the directory's name; the error number.</summary>
        public int Add(ChildState* state, ReadOnlySpan<byte> key, byte* directory)
        {
            var name = "/proc/self/fd/"u8;
            if (length + key.Length + name.Length + MaximumDigits >= OptionsSize)
            {
                return (int)Errno.E2BIG;
            }

            var file = Paths.Open(state, Syscall.AtFdCwd, directory, OpenFlags.Path | OpenFlags.Directory, ResolveFlags.None);
            if (file < 0)
            {
                return -file;
            }

            Opened[count++] = file;
            Append(key);
            Append(name);
            AppendNumber(file);
            Text[length] = 0;
            return 0;
        }

        public readonly void Close(ChildState* state)
        {
            for (var index = 0; index < count; index++)
            {
                state->Kernel.Call(SyscallNumber.Close, Opened[index]);
            }
        }

        private void Append(ReadOnlySpan<byte> text)
        {
            for (var index = 0; index < text.Length; index++)
            {
                Text[length++] = text[index];
            }
        }

        private void AppendNumber(int number)
        {
            var divisor = 1;
            while (number / divisor >= 10)
            {
                divisor *= 10;
            }

            for (; divisor > 0; divisor /= 10)
            {
                Text[length++] = (byte)('0' + (number / divisor % 10));
            }
        }
    }
}
