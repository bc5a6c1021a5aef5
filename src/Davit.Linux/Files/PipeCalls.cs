using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>pipe2(2).</summary>
public static partial class PipeCalls
{
    public static unsafe (FileDescriptor Read, FileDescriptor Write) Create(bool nonBlocking = false)
    {
        var fds = stackalloc int[2];
        var flags = OpenFlags.CloseOnExec | (nonBlocking ? OpenFlags.NonBlock : 0);
        Syscall.Check(Pipe2(fds, (int)flags), "pipe2");
        return (new FileDescriptor(fds[0]), new FileDescriptor(fds[1]));
    }

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static unsafe partial int Pipe2(int* fds, int flags);
}
