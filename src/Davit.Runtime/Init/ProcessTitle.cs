using Davit.Linux;
using Davit.Linux.Files;
using Davit.Runtime.Interpreter;

namespace Davit.Runtime.Init;

/// <summary>
/// What <c>ps</c> shows in the container for its init, which is a copy of the launching process: the command line and the
/// environment of that process, with paths of the host, are overwritten in the copy's memory.
/// </summary>
internal static unsafe class ProcessTitle
{
    private const int BufferSize = 1024;

    /// <summary>Linux' own limit for all arguments together is 2 MB by default; addresses further apart are not these.</summary>
    private const ulong MaxLength = 16 << 20;

    // Numbers of the fields in /proc/PID/stat (proc(5)), counted behind the name in parentheses, which is field 2.
    private const int ArgumentStart = 48 - 3;
    private const int EnvironmentEnd = 51 - 3;

    internal static void Set(Kernel kernel)
    {
        var text = stackalloc byte[BufferSize];
        var length = ReadStat(kernel, text);
        var area = stackalloc ulong[4];
        if (length <= 0 || !Parse(text, length, area))
        {
            return;
        }

        Clear(area[0], area[1]);
        Clear(area[2], area[3]);
        Write(area[0], area[1]);
    }

    private static int ReadStat(Kernel kernel, byte* text)
    {
        fixed (byte* path = "/proc/self/stat\0"u8)
        {
            const OpenFlags Flags = OpenFlags.ReadOnly | OpenFlags.CloseOnExec | OpenFlags.NonBlock;
            var file = (int)kernel.Call(SyscallNumber.Openat, Syscall.AtFdCwd, (nint)path, (nint)Flags);
            if (file < 0)
            {
                return file;
            }

            // Only the kernel's word is taken for an address: an image can have a file of that name.
            var status = stackalloc long[16];
            var isProc = kernel.Call(SyscallNumber.Fstatfs, file, (nint)status) == 0 && status[0] == FileSystemMagic.Proc;
            var length = isProc ? (int)kernel.Call(SyscallNumber.Read, file, (nint)text, BufferSize) : -1;
            kernel.Call(SyscallNumber.Close, file);
            return length;
        }
    }

    /// <summary>Start and end of the arguments, start and end of the environment.</summary>
    private static bool Parse(byte* text, int length, ulong* area)
    {
        var at = length - 1;
        while (at > 0 && text[at] != ')')
        {
            at--;
        }

        var field = -1;
        for (at++; at < length && field < EnvironmentEnd; at++)
        {
            if (text[at] == ' ')
            {
                field++;
            }
            else if (field >= ArgumentStart && text[at] is >= (byte)'0' and <= (byte)'9')
            {
                area[field - ArgumentStart] = (area[field - ArgumentStart] * 10) + (uint)(text[at] - '0');
            }
        }

        for (; at < length && text[at] is >= (byte)'0' and <= (byte)'9'; at++)
        {
            area[3] = (area[3] * 10) + (uint)(text[at] - '0');
        }

        return area[0] > 0 && area[0] < area[1] && area[1] - area[0] < MaxLength && area[2] <= area[3] && area[3] - area[2] < MaxLength;
    }

    private static void Clear(ulong start, ulong end)
    {
        for (var at = (byte*)start; at < (byte*)end; at++)
        {
            *at = 0;
        }
    }

    /// <summary>
    /// A last byte that is not NUL tells the kernel that a title was set: it shows the text up to the first NUL then
    /// (fs/proc/base.c, get_mm_cmdline). Where the title just fits, it is an argument like any other.
    /// </summary>
    private static void Write(ulong start, ulong end)
    {
        var space = end - start;
        var title = "davit-init\0"u8;
        for (var i = 0; i < title.Length && (ulong)i < space; i++)
        {
            ((byte*)start)[i] = title[i];
        }

        ((byte*)end)[-1] = space > (ulong)title.Length ? (byte)'.' : (byte)0;
    }
}
