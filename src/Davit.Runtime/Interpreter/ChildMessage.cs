using System.Runtime.InteropServices;

namespace Davit.Runtime.Interpreter;

/// <summary>What the child says on its socket, one per packet; the trampoline sends only the first 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ChildMessage
{
    public const int HeaderSize = 16;
    public const int TextSize = ChildState.DetailSize;

    public ChildMessageKind Kind;

    /// <summary>Index of the operation, from 0.</summary>
    public int Operation;
    public int Errno;
    public int Value;
    public fixed byte Text[TextSize];
}
