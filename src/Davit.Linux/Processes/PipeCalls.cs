using System.Runtime.InteropServices;

namespace Davit.Linux.Processes;

/// <summary>pipe2(2); both ends are close-on-exec and block.</summary>
public static unsafe partial class PipeCalls
{
    public static (FileDescriptor Read, FileDescriptor Write) Create()
    {
        const int CloseOnExec = 0x80000;
        var ends = stackalloc int[2];
        Syscall.Check(PipeCall(ends, CloseOnExec), "pipe2");
        return (new FileDescriptor(ends[0]), new FileDescriptor(ends[1]));
    }

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int PipeCall(int* ends, int flags);
}
