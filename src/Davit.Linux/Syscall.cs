using System.Runtime.InteropServices;

namespace Davit.Linux;

/// <summary>syscall(2) for calls without a wrapper in libc, and the one way from its result to an exception.</summary>
public static partial class Syscall
{
    /// <summary>The number that stands for the working directory in the <c>*at</c> calls.</summary>
    public const int AtFdCwd = -100;

    public const int AtSymlinkNoFollow = 0x100;

    public const int AtRemoveDir = 0x200;

    public const int AtSymlinkFollow = 0x400;

    public const int AtEmptyPath = 0x1000;

    public const int AtRecursive = 0x8000;

    /// <summary>The raw call; negative on failure, with errno in <see cref="Marshal.GetLastPInvokeError"/>.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Invoke(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0);

    /// <summary>Directory argument of an <c>*at</c> call: the number, or the working directory.</summary>
    internal static int At(FileDescriptor? directory) => directory?.Value ?? AtFdCwd;

    internal static int Check(int result, string call, string? path = null) =>
        result >= 0 ? result : throw LinuxException.FromLastError(call, path);

    internal static nint Check(nint result, string call, string? path = null) =>
        result >= 0 ? result : throw LinuxException.FromLastError(call, path);

    internal static Errno ErrnoOf(int result) => result >= 0 ? Errno.None : (Errno)Marshal.GetLastPInvokeError();

    internal static Errno LastErrno => (Errno)Marshal.GetLastPInvokeError();
}
