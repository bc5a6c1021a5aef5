using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Terminals;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>The console: a pty of the container's own devpts.</summary>
internal static unsafe class ConsoleSteps
{
    private const int UnlockPty = 0x40045431;
    private const int OpenPeer = 0x5441;
    private const int SetWindowSize = 0x5414;
    private const int SetControlling = 0x540E;

    /// <summary>
    /// Opens a pty pair without a name in between (TIOCGPTPEER), so that no image decides what the slave is
    /// (CVE-2025-52565), and sends the master out. A and B are rows and columns, C the owner's uid, D 1 to bind the slave on
    /// /dev/console.
    /// </summary>
    public static int Create(ChildState* state, Instruction* step)
    {
        var master = OpenMaster(state);
        if (master < 0)
        {
            return -master;
        }

        var unlock = 0;
        var error = -(int)state->Kernel.Call(SyscallNumber.Ioctl, master, UnlockPty, (nint)(&unlock));
        const OpenFlags Flags = OpenFlags.ReadWrite | OpenFlags.NoControllingTerminal | OpenFlags.CloseOnExec;
        var slave = error != 0 ? -error : (int)state->Kernel.Call(SyscallNumber.Ioctl, master, OpenPeer, (nint)Flags);
        if (slave < 0)
        {
            return -slave;
        }

        state->Slots[Slot.Console] = slave;
        if ((step->A | step->B) != 0)
        {
            WindowSize size = default;
            size.Rows = (ushort)step->A;
            size.Columns = (ushort)step->B;
            state->Kernel.Call(SyscallNumber.Ioctl, master, SetWindowSize, (nint)(&size));
        }

        error = -(int)state->Kernel.Call(SyscallNumber.Fchown, slave, step->C, -1);
        error = error == 0 && step->D != 0 ? BindConsole(state, slave) : error;
        Conversation.Say(state, ChildMessageKind.Console, 0, master);
        state->Kernel.Call(SyscallNumber.Close, master);
        return error;
    }

    /// <summary>The slave becomes the controlling terminal and the three streams.</summary>
    public static int SetControllingTerminal(ChildState* state)
    {
        var slave = state->Slots[Slot.Console];
        var error = -(int)state->Kernel.Call(SyscallNumber.Ioctl, slave, SetControlling, 0);
        for (var stream = 0; stream < 3 && error == 0; stream++)
        {
            error = Duplicate(state, slave, stream);
        }

        return error;
    }

    /// <summary>The three streams that the launcher was given.</summary>
    public static int SetStreams(ChildState* state)
    {
        var error = 0;
        for (var stream = 0; stream < 3 && error == 0; stream++)
        {
            error = Duplicate(state, state->Slots[Slot.Input + stream], stream);
        }

        return error;
    }

    /// <summary>
    /// The streams belong to user A, so that it can open /dev/stdout and its like; the null device stays root's. File systems
    /// that cannot change owners are left alone.
    /// </summary>
    public static int FixStreamOwners(ChildState* state, Instruction* step)
    {
        for (var stream = 0; stream < 3; stream++)
        {
            Statx stat;
            var known = Paths.Stat(state, stream, &stat) == 0;
            var isNull = stat.Kind == FileKind.CharacterDevice && stat.DeviceMajorOfNode == 1 && stat.DeviceMinorOfNode == 3;
            if (known && !isNull && stat.Uid != (uint)step->A)
            {
                state->Kernel.Call(SyscallNumber.Fchown, stream, step->A, -1);
            }
        }

        return 0;
    }

    private static int OpenMaster(ChildState* state)
    {
        fixed (byte* path = "dev/pts/ptmx\0"u8)
        {
            const OpenFlags Flags = OpenFlags.ReadWrite | OpenFlags.NoControllingTerminal;
            var root = state->Slots[Slot.Root];
            var place = Paths.Open(state, root, path, OpenFlags.Path, Paths.InRoot);
            if (place < 0)
            {
                return place;
            }

            // A container can mount what it likes over its devpts before an exec: only a real ptmx is opened.
            Statx stat;
            var error = Paths.Stat(state, place, &stat);
            var isMultiplexer = error == 0 && stat.Kind == FileKind.CharacterDevice
                && stat.DeviceMajorOfNode == 5 && stat.DeviceMinorOfNode == 2
                && Paths.FileSystemType(state, place) == FileSystemMagic.DevPts;
            state->Kernel.Call(SyscallNumber.Close, place);
            if (!isMultiplexer)
            {
                return -(int)Errno.ENXIO;
            }

            var master = Paths.Open(state, root, path, Flags, Paths.InRoot);
            var stillDevPts = master >= 0 && Paths.FileSystemType(state, master) == FileSystemMagic.DevPts;
            return master < 0 || stillDevPts ? master : -(int)Errno.ENXIO;
        }
    }

    private static int BindConsole(ChildState* state, int slave)
    {
        byte empty = 0;
        fixed (byte* path = "dev/console\0"u8)
        {
            var mount = RootSteps.Clone(state, slave, &empty, Syscall.AtEmptyPath);
            if (mount < 0)
            {
                return -mount;
            }

            var target = Paths.OpenTarget(state, state->Slots[Slot.Root], path, isDirectory: false, Paths.InRoot);
            var error = target < 0 ? -target : FileSystems.Attach(state, mount, target);
            state->Kernel.Call(SyscallNumber.Close, mount);
            state->Kernel.Call(SyscallNumber.Close, target);
            return error;
        }
    }

    private static int Duplicate(ChildState* state, int from, int to)
    {
        var result = (int)state->Kernel.Call(SyscallNumber.Dup3, from, to, 0);
        return result < 0 ? -result : 0;
    }
}
