using System.Runtime.InteropServices;

namespace Davit.Linux.Sockets;

/// <summary>struct iovec of readv(2).</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct IoVector
{
    public void* Base;
    public nuint Length;
}
