using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>The argument structure of openat2(2), 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OpenHow
{
    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}
