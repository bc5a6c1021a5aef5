using System.Runtime.InteropServices;

namespace Davit.Runtime.Seccomp.Bpf;

/// <summary>One instruction of classic BPF: <c>struct sock_filter</c> (linux/filter.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);
