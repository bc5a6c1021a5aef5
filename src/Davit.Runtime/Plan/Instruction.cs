using System.Runtime.InteropServices;

namespace Davit.Runtime.Plan;

/// <summary>An <see cref="Operation"/> in unmanaged memory, as the interpreter reads it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Instruction
{
    public OpCode Code;
    public int A;
    public int B;
    public int C;
    public int D;
    private readonly int padding;
    public ulong X;
    public ulong Y;
    public ulong Z;
    public ulong W;
    public byte* P;
    public byte* Q;
    public byte* R;
    public byte** List;
    public byte** List2;
    public byte* Blob;
    public long BlobLength;
}
