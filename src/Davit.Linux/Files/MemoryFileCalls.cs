using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>memfd_create(2) and its seals (fcntl F_ADD_SEALS).</summary>
public static partial class MemoryFileCalls
{
    /// <summary>A file in memory that can be sealed.</summary>
    public static FileDescriptor Create(string name)
    {
        const uint CloseOnExecAllowSealing = 1 | 2;
        return new FileDescriptor(Syscall.Check(MemfdCreate(name, CloseOnExecAllowSealing), "memfd_create", name));
    }

    /// <summary>A file in memory that can be sealed and executed, whatever vm.memfd_noexec's default is.</summary>
    public static FileDescriptor CreateExecutable(string name)
    {
        const uint CloseOnExecAllowSealing = 1 | 2;
        const uint Executable = 0x10;
        var fd = MemfdCreate(name, CloseOnExecAllowSealing | Executable);

        // Kernels before 6.3 do not know the flag, and need none.
        return fd < 0 && Syscall.LastErrno == Errno.EINVAL ? Create(name)
            : new FileDescriptor(Syscall.Check(fd, "memfd_create", name));
    }

    /// <summary>Nothing can change the file any more: no writes, no growing, no shrinking, no more seals.</summary>
    public static void Seal(FileDescriptor file)
    {
        const int AddSeals = 1033;
        const int All = 1 | 2 | 4 | 8;
        Syscall.Check(Fcntl(file.Value, AddSeals, All), "fcntl F_ADD_SEALS");
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemfdCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int fd, int command, nint argument);
}
