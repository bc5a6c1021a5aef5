using System.Runtime.InteropServices;

namespace Davit.Runtime.Interpreter;

/// <summary>
/// System calls for the child of clone3: a function pointer bound beforehand, without a transition of the garbage collector,
/// because the threads it would talk to do not exist in the child.
/// </summary>
internal unsafe struct Kernel
{
    private delegate* unmanaged[SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint, nint> syscall;
    private int* errno;

    /// <summary>Binds for the calling thread: errno is a thread's own, and the child continues on this thread's stack.</summary>
    public static Kernel Bind()
    {
        var libc = NativeLibrary.Load("libc.so.6");
        var location = (delegate* unmanaged<int*>)NativeLibrary.GetExport(libc, "__errno_location");
        Kernel kernel;
        kernel.syscall = (delegate* unmanaged[SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint, nint>)
            NativeLibrary.GetExport(libc, "syscall");
        kernel.errno = location();
        return kernel;
    }

    /// <summary>The result, or minus the error number.</summary>
    public readonly nint Call(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        var result = syscall(number, a, b, c, d, e, f);
        return result == -1 ? -*errno : result;
    }
}
