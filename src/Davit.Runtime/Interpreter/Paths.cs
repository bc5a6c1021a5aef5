using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.Interpreter;

/// <summary>Paths below a descriptor: every walk is one openat2(2), and what it found is used by descriptor from then on.</summary>
internal static unsafe class Paths
{
    private const int MaximumPath = 4096;
    private const int MaximumLinks = 40;

    /// <summary>As chroot(2) would walk, and never through a link of /proc to some open file.</summary>
    public const ResolveFlags InRoot = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks;

    /// <summary>The descriptor, or minus the error number.</summary>
    public static int Open(ChildState* state, int directory, byte* path, OpenFlags flags, ResolveFlags resolve)
    {
        OpenHow how = default;
        how.Flags = (ulong)(flags | OpenFlags.CloseOnExec);
        how.Resolve = (ulong)resolve;

        // EAGAIN: somebody renamed something meanwhile (openat2(2)); a container that does so for ever gets an error.
        for (var attempt = 0; ; attempt++)
        {
            var file = (int)state->Kernel.Call(
                SyscallNumber.Openat2, directory, (nint)path, (nint)(&how), sizeof(OpenHow));
            if ((file != -(int)Errno.EAGAIN && file != -(int)Errno.EINTR) || attempt > 1000)
            {
                return file;
            }
        }
    }

    /// <summary>Opens a place to mount on, below a root; makes it, and the directories before it, if it is not there.</summary>
    public static int OpenTarget(ChildState* state, int root, byte* path, bool isDirectory, ResolveFlags resolve)
    {
        var target = Open(state, root, path, OpenFlags.Path, resolve);
        return target != -(int)Errno.ENOENT ? target : MakePath(state, root, path, isDirectory, resolve);
    }

    public static long FileSystemType(ChildState* state, int file)
    {
        var buffer = stackalloc long[16];
        var result = (int)state->Kernel.Call(SyscallNumber.Fstatfs, file, (nint)buffer);
        return result < 0 ? result : buffer[0];
    }

    /// <summary>Zero, or minus the error number.</summary>
    public static int Stat(ChildState* state, int file, Statx* stat)
    {
        const int BasicStats = 0x7ff;
        byte empty = 0;
        return (int)state->Kernel.Call(
            SyscallNumber.Statx, file, (nint)(&empty), Syscall.AtEmptyPath, BasicStats, (nint)stat);
    }

    public static bool IsDirectory(ChildState* state, int file)
    {
        Statx stat;
        return Stat(state, file, &stat) == 0 && stat.IsDirectory;
    }

    /// <summary>Writes a text to an existing file in one call; the error number, 0 is success.</summary>
    public static int WriteFile(ChildState* state, int directory, byte* path, byte* text, ResolveFlags resolve)
    {
        var file = Open(state, directory, path, OpenFlags.WriteOnly, resolve);
        if (file < 0)
        {
            return -file;
        }

        var count = (int)state->Kernel.Call(SyscallNumber.Write, file, (nint)text, Length(text));
        state->Kernel.Call(SyscallNumber.Close, file);
        return count < 0 ? -count : 0;
    }

    public static int Length(byte* text)
    {
        var length = 0;
        while (text[length] != 0)
        {
            length++;
        }

        return length;
    }

    /// <summary>Copies with the NUL; the length without it, or -1 if it does not fit.</summary>
    public static int Copy(byte* to, int size, byte* from)
    {
        for (var i = 0; i < size; i++)
        {
            to[i] = from[i];
            if (from[i] == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Makes what is missing of a path, a prefix after the other; each prefix is walked by the kernel with the root as its
    /// border. A dangling link is followed, as its target would be inside the container.
    /// </summary>
    private static int MakePath(ChildState* state, int root, byte* path, bool isDirectory, ResolveFlags resolve)
    {
        var buffer = stackalloc byte[MaximumPath];
        if (Copy(buffer, MaximumPath, path) < 0)
        {
            return -(int)Errno.ENAMETOOLONG;
        }

        var links = 0;
        var position = 0;
        while (true)
        {
            while (buffer[position] == (byte)'/')
            {
                position++;
            }

            if (buffer[position] == 0)
            {
                return Open(state, root, buffer, OpenFlags.Path, resolve);
            }

            var end = position;
            while (buffer[end] is not (0 or (byte)'/'))
            {
                end++;
            }

            var error = EnsureComponent(state, root, buffer, position, end, isDirectory, resolve);
            if (error < 0)
            {
                return error;
            }

            var followed = error == LinkFound;
            if (followed && (++links > MaximumLinks || (resolve & ResolveFlags.NoSymlinks) != 0
                || !ExpandLink(state, root, buffer, position, end)))
            {
                return -(int)Errno.ELOOP;
            }

            position = followed ? 0 : end;
        }
    }

    private const int LinkFound = 1;

    // The component buffer[start..end] of a path whose earlier components exist.
    private static int EnsureComponent(
        ChildState* state, int root, byte* buffer, int start, int end, bool isDirectory, ResolveFlags resolve)
    {
        var rest = buffer[end];
        buffer[end] = 0;
        var existing = Open(state, root, buffer, OpenFlags.Path, resolve);
        if (existing != -(int)Errno.ENOENT)
        {
            buffer[end] = rest;
            if (existing >= 0)
            {
                state->Kernel.Call(SyscallNumber.Close, existing);
            }

            return existing < 0 ? existing : 0;
        }

        var parent = OpenParent(state, root, buffer, start);
        if (parent < 0)
        {
            buffer[end] = rest;
            return parent;
        }

        var isLast = true;
        for (var i = end; i == end ? rest != 0 : buffer[i] != 0; i++)
        {
            isLast &= i == end || buffer[i] == (byte)'/';
        }

        var result = Make(state, parent, buffer + start, !isLast || isDirectory);
        state->Kernel.Call(SyscallNumber.Close, parent);
        buffer[end] = rest;
        return result;
    }

    private static int Make(ChildState* state, int parent, byte* name, bool isDirectory)
    {
        const int DirectoryMode = 0x1ED; // 0755
        const int FileMode = 0x1A4; // 0644
        const OpenFlags NewFile = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.CloseOnExec;
        var result = isDirectory
            ? (int)state->Kernel.Call(SyscallNumber.Mkdirat, parent, (nint)name, DirectoryMode)
            : (int)state->Kernel.Call(SyscallNumber.Openat, parent, (nint)name, (int)NewFile, FileMode);
        if (result >= 0 && !isDirectory)
        {
            state->Kernel.Call(SyscallNumber.Close, result);
        }

        // EEXIST though the walk ended in ENOENT: a link that points nowhere.
        return result == -(int)Errno.EEXIST ? LinkFound : result < 0 ? result : 0;
    }

    private static int OpenParent(ChildState* state, int root, byte* buffer, int start)
    {
        const OpenFlags Flags = OpenFlags.Path | OpenFlags.Directory;
        if (start == 0)
        {
            byte* dot = stackalloc byte[2] { (byte)'.', 0 };
            return Open(state, root, dot, Flags, InRoot);
        }

        var first = buffer[start];
        buffer[start] = 0;
        var parent = Open(state, root, buffer, Flags, InRoot);
        buffer[start] = first;
        return parent;
    }

    // Replaces the component by the target of the link it is; an absolute target replaces what is before, too.
    private static bool ExpandLink(ChildState* state, int root, byte* buffer, int start, int end)
    {
        var target = stackalloc byte[MaximumPath];
        var parent = OpenParent(state, root, buffer, start);
        var rest = buffer[end];
        buffer[end] = 0;
        var length = (int)state->Kernel.Call(
            SyscallNumber.Readlinkat, parent, (nint)(buffer + start), (nint)target, MaximumPath - 1);
        buffer[end] = rest;
        state->Kernel.Call(SyscallNumber.Close, parent);
        var kept = length > 0 && target[0] == (byte)'/' ? 0 : start;
        var restLength = Length(buffer + end);
        if (length <= 0 || kept + length + restLength + 1 > MaximumPath)
        {
            return false;
        }

        Copy(target + length, MaximumPath - length, buffer + end);
        return Copy(buffer + kept, MaximumPath - kept, target) >= 0;
    }
}
