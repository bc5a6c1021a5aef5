using System.Runtime.InteropServices;

namespace Davit.Runtime.Tests.Seccomp.Support;

/// <summary>Runs classic BPF as the kernel does for seccomp (net/core/filter.c): strict, so that a bad program fails the test.</summary>
internal static class BpfMachine
{
    internal static uint Run(ReadOnlySpan<byte> program, Call call)
    {
        var code = MemoryMarshal.Cast<byte, Instruction>(program);
        var data = call.ToSeccompData();
        uint accumulator = 0, index = 0;
        Span<uint> memory = stackalloc uint[16];
        for (var at = 0; ; at++)
        {
            var (op, jt, jf, k) = code[at];
            switch (op)
            {
                case 0x20: accumulator = BitConverter.ToUInt32(data, Aligned(k)); break;
                case 0x80: accumulator = (uint)data.Length; break;
                case 0x00: accumulator = k; break;
                case 0x60: accumulator = memory[(int)k]; break;
                case 0x02: memory[(int)k] = accumulator; break;
                case 0x07: index = accumulator; break;
                case 0x87: accumulator = index; break;
                case 0x54: accumulator &= k; break;
                case 0x44: accumulator |= k; break;
                case 0x05: at += (int)k; break;
                case 0x15: at += accumulator == k ? jt : jf; break;
                case 0x25: at += accumulator > k ? jt : jf; break;
                case 0x35: at += accumulator >= k ? jt : jf; break;
                case 0x45: at += (accumulator & k) != 0 ? jt : jf; break;
                case 0x06: return k;
                case 0x16: return accumulator;
                default: throw new InvalidOperationException($"opcode {op:x} at {at}");
            }
        }
    }

    private static int Aligned(uint offset) =>
        offset % 4 == 0 && offset < 64 ? (int)offset : throw new InvalidOperationException($"load at {offset}");

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);
}
