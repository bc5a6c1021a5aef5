using System.Runtime.InteropServices;

namespace Davit.Linux.Memory;

/// <summary>The C library's heap.</summary>
public static partial class NativeHeap
{
    /// <summary>Gives free pages back to the kernel, malloc_trim(3).</summary>
    public static void Trim() => _ = TrimCall(0);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimCall(nuint pad);
}
