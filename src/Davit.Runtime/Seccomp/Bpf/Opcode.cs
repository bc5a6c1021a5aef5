namespace Davit.Runtime.Seccomp.Bpf;

/// <summary>The opcodes that filters here consist of (linux/bpf_common.h).</summary>
internal static class Opcode
{
    /// <summary>BPF_LD | BPF_W | BPF_ABS: a word of seccomp_data into the accumulator.</summary>
    internal const ushort Load = 0x20;

    /// <summary>BPF_ALU | BPF_AND | BPF_K.</summary>
    internal const ushort And = 0x54;

    /// <summary>BPF_JMP | BPF_JA: forward by the value, 32 bits wide.</summary>
    internal const ushort Jump = 0x05;

    /// <summary>BPF_JMP | BPF_JEQ | BPF_K.</summary>
    internal const ushort JumpEqual = 0x15;

    /// <summary>BPF_JMP | BPF_JGT | BPF_K.</summary>
    internal const ushort JumpGreater = 0x25;

    /// <summary>BPF_JMP | BPF_JGE | BPF_K.</summary>
    internal const ushort JumpGreaterOrEqual = 0x35;

    /// <summary>BPF_RET | BPF_K.</summary>
    internal const ushort Return = 0x06;
}
