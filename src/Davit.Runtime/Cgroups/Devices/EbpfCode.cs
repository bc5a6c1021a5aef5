namespace Davit.Runtime.Cgroups.Devices;

/// <summary>
/// The few eBPF instructions that device filters need: <c>struct bpf_insn</c> (linux/bpf.h) as one little-endian word of
/// opcode 8, destination 4, source 4, offset 16 and immediate 32 bits. Comparisons are of 32 bits (Linux 5.1).
/// </summary>
internal static class EbpfCode
{
    private const byte LoadWordOpcode = 0x61; // BPF_LDX | BPF_MEM | BPF_W
    private const byte CopyOpcode = 0xbc; // BPF_ALU | BPF_MOV | BPF_X: 32 bits, the upper half becomes zero
    private const byte SetOpcode = 0xb4; // BPF_ALU | BPF_MOV | BPF_K
    private const byte AndOpcode = 0x54; // BPF_ALU | BPF_AND | BPF_K
    private const byte ShiftRightOpcode = 0x74; // BPF_ALU | BPF_RSH | BPF_K
    private const byte JumpEqualOpcode = 0x16; // BPF_JMP32 | BPF_JEQ | BPF_K
    private const byte JumpNotEqualOpcode = 0x56; // BPF_JMP32 | BPF_JNE | BPF_K
    private const byte ExitOpcode = 0x95; // BPF_JMP | BPF_EXIT

    internal static ulong Exit => Encode(ExitOpcode, 0, 0, 0, 0);

    internal static ulong LoadWord(int destination, int address, short offset) => Encode(LoadWordOpcode, destination, address, offset, 0);

    internal static ulong Copy(int destination, int source) => Encode(CopyOpcode, destination, source, 0, 0);

    internal static ulong Set(int destination, int value) => Encode(SetOpcode, destination, 0, 0, value);

    internal static ulong And(int destination, int value) => Encode(AndOpcode, destination, 0, 0, value);

    internal static ulong ShiftRight(int destination, int bits) => Encode(ShiftRightOpcode, destination, 0, 0, bits);

    internal static ulong SkipIfEqual(int register, int value, int count) => Encode(JumpEqualOpcode, register, 0, (short)count, value);

    internal static ulong SkipUnlessEqual(int register, int value, int count) => Encode(JumpNotEqualOpcode, register, 0, (short)count, value);

    private static ulong Encode(byte opcode, int destination, int source, short offset, int immediate) =>
        opcode | ((ulong)(uint)destination << 8) | ((ulong)(uint)source << 12) | ((ulong)(ushort)offset << 16) | ((ulong)(uint)immediate << 32);
}
