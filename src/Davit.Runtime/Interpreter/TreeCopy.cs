using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.Interpreter;

/// <summary>Copies what a tmpfs covers into it (option tmpcopyup): directories, files and links, with owner and mode.</summary>
internal static unsafe class TreeCopy
{
    private const int MaximumDepth = 64;
    private const int EntryBuffer = 2048;
    private const int NameOffset = 19;

    /// <summary>From the directory <paramref name="from"/> into the detached mount <paramref name="to"/>; the error number.</summary>
    public static int Copy(ChildState* state, int from, int to)
    {
        byte* dot = stackalloc byte[2] { (byte)'.', 0 };
        var source = Paths.Open(state, from, dot, OpenFlags.ReadOnly | OpenFlags.Directory, ResolveFlags.Beneath);
        var target = Paths.Open(state, to, dot, OpenFlags.ReadOnly | OpenFlags.Directory, ResolveFlags.Beneath);
        var error = source < 0 ? -source : target < 0 ? -target : CopyDirectory(state, source, target, 0);
        state->Kernel.Call(SyscallNumber.Close, source);
        state->Kernel.Call(SyscallNumber.Close, target);
        return error;
    }

    private static int CopyDirectory(ChildState* state, int source, int target, int depth)
    {
        if (depth == MaximumDepth)
        {
            return (int)Errno.ENAMETOOLONG;
        }

        var entries = stackalloc byte[EntryBuffer];
        while (true)
        {
            var count = (int)state->Kernel.Call(SyscallNumber.Getdents64, source, (nint)entries, EntryBuffer);
            if (count <= 0)
            {
                return -count;
            }

            for (var offset = 0; offset < count; offset += *(ushort*)(entries + offset + 16))
            {
                var name = entries + offset + NameOffset;
                var isSelfOrParent = name[0] == (byte)'.' && (name[1] == 0 || (name[1] == (byte)'.' && name[2] == 0));
                var error = isSelfOrParent ? 0 : CopyEntry(state, source, target, name, depth);
                if (error != 0)
                {
                    return error;
                }
            }
        }
    }

    private static int CopyEntry(ChildState* state, int source, int target, byte* name, int depth)
    {
        const int BasicStats = 0x7ff;
        Statx stat;
        var error = -(int)state->Kernel.Call(
            SyscallNumber.Statx, source, (nint)name, Syscall.AtSymlinkNoFollow, BasicStats, (nint)(&stat));
        error = error != 0 ? error : stat.Kind switch
        {
            FileKind.Directory => CopySubdirectory(state, source, target, name, depth, &stat),
            FileKind.SymbolicLink => CopyLink(state, source, target, name),
            FileKind.Regular => CopyFile(state, source, target, name),
            _ => -(int)state->Kernel.Call(SyscallNumber.Mknodat, target, (nint)name, stat.Mode, Device(&stat)),
        };
        error = error != 0 ? error : -(int)state->Kernel.Call(
            SyscallNumber.Fchownat, target, (nint)name, (nint)stat.Uid, (nint)stat.Gid, Syscall.AtSymlinkNoFollow);

        // After the owner, whose change clears set-uid bits (chown(2)).
        return error != 0 || stat.Kind == FileKind.SymbolicLink ? error
            : -(int)state->Kernel.Call(SyscallNumber.Fchmodat, target, (nint)name, (nint)stat.Permissions);
    }

    private static int CopySubdirectory(ChildState* state, int source, int target, byte* name, int depth, Statx* stat)
    {
        const OpenFlags Flags = OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow;
        var error = -(int)state->Kernel.Call(SyscallNumber.Mkdirat, target, (nint)name, (nint)stat->Permissions);
        if (error != 0)
        {
            return error;
        }

        var from = Paths.Open(state, source, name, Flags, ResolveFlags.Beneath);
        var to = Paths.Open(state, target, name, Flags, ResolveFlags.Beneath);
        error = from < 0 ? -from : to < 0 ? -to : CopyDirectory(state, from, to, depth + 1);
        state->Kernel.Call(SyscallNumber.Close, from);
        state->Kernel.Call(SyscallNumber.Close, to);
        return error;
    }

    private static int CopyLink(ChildState* state, int source, int target, byte* name)
    {
        var length = (int)state->Kernel.Call(
            SyscallNumber.Readlinkat, source, (nint)name, (nint)state->Buffer, ChildState.BufferSize - 1);
        if (length < 0)
        {
            return -length;
        }

        state->Buffer[length] = 0;
        return -(int)state->Kernel.Call(SyscallNumber.Symlinkat, (nint)state->Buffer, target, (nint)name);
    }

    private static int CopyFile(ChildState* state, int source, int target, byte* name)
    {
        const OpenFlags NewFile = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.CloseOnExec;
        const int OwnerOnly = 0x180; // 0600
        var from = Paths.Open(state, source, name, OpenFlags.ReadOnly | OpenFlags.NoFollow, ResolveFlags.Beneath);
        var to = (int)state->Kernel.Call(SyscallNumber.Openat, target, (nint)name, (int)NewFile, OwnerOnly);
        var error = from < 0 ? -from : to < 0 ? -to : 0;
        while (error == 0)
        {
            const int Chunk = 1 << 20;
            var count = (int)state->Kernel.Call(SyscallNumber.Sendfile, to, from, 0, Chunk);
            if (count <= 0)
            {
                error = -count;
                break;
            }
        }

        state->Kernel.Call(SyscallNumber.Close, from);
        state->Kernel.Call(SyscallNumber.Close, to);
        return error;
    }

    private static nint Device(Statx* stat) => (nint)((stat->DeviceMinorOfNode & 0xffu)
        | (stat->DeviceMajorOfNode << 8) | ((stat->DeviceMinorOfNode & ~0xffu) << 12));
}
