using System.Runtime.InteropServices;

namespace Davit.Linux.Sockets;

/// <summary>struct msghdr of sendmsg(2) on 64-bit.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct MessageHeader
{
    public void* Name;
    public uint NameLength;
    public IoVector* Vectors;
    public nuint VectorCount;
    public void* Control;
    public nuint ControlLength;
    public int Flags;
}
