namespace Davit.Runtime.Tests.Seccomp.Support;

/// <summary>A system call as a filter sees it.</summary>
internal sealed record Call(uint Architecture, uint Number, params ulong[] Arguments)
{
    internal const uint X64 = 0xC000003E;
    internal const uint X86 = 0x40000003;
    internal const uint Arm64 = 0xC00000B7;
    internal const uint Arm = 0x40000028;

    /// <summary>struct seccomp_data: nr, arch, instruction_pointer, args[6].</summary>
    internal byte[] ToSeccompData()
    {
        var data = new byte[64];
        BitConverter.TryWriteBytes(data, Number);
        BitConverter.TryWriteBytes(data.AsSpan(4), Architecture);
        BitConverter.TryWriteBytes(data.AsSpan(8), 0x7fff_1234_5678UL);
        for (var i = 0; i < Arguments.Length; i++)
        {
            BitConverter.TryWriteBytes(data.AsSpan(16 + (8 * i)), Arguments[i]);
        }

        return data;
    }

    public override string ToString() => $"arch {Architecture:x} nr {Number} ({string.Join(", ", Arguments.Select(a => $"{a:x}"))})";
}
