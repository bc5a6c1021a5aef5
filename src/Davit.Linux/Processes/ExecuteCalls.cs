using System.Runtime.InteropServices;

namespace Davit.Linux.Processes;

/// <summary>execveat(2).</summary>
public static class ExecuteCalls
{
    /// <summary>
    /// Replaces this program by the one a descriptor is open on, with the same environment. Returns only by its exception. All
    /// other threads end.
    /// </summary>
    public static unsafe void Execute(FileDescriptor program, IReadOnlyList<string> arguments)
    {
        var vector = (byte**)NativeMemory.AllocZeroed((nuint)((arguments.Count + 1) * sizeof(byte*)));
        for (var i = 0; i < arguments.Count; i++)
        {
            vector[i] = (byte*)Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        var environment = *(nint*)NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "environ");
        byte empty = 0;
        Syscall.Invoke(
            SyscallNumber.Execveat, program.Value, (nint)(&empty), (nint)vector, environment, Syscall.AtEmptyPath);
        throw LinuxException.FromLastError("execveat");
    }
}
