namespace Davit.Runtime.Tests.Cgroups;

/// <summary>Runs the eBPF of device filters on a <c>struct bpf_cgroup_dev_ctx</c>.</summary>
internal static class EbpfMachine
{
    internal static uint Run(ulong[] code, char kind, uint major, uint minor, int access)
    {
        uint[] context = [((uint)access << 16) | (kind == 'b' ? 1u : 2u), major, minor];
        var registers = new ulong[11];
        for (var at = 0; ; at++)
        {
            var (op, to, from) = ((byte)code[at], (int)(code[at] >> 8) & 15, (int)(code[at] >> 12) & 15);
            var (offset, value) = ((short)(code[at] >> 16), (uint)(code[at] >> 32));
            switch (op)
            {
                case 0x61: registers[to] = context[offset / 4]; break;
                case 0xbc: registers[to] = (uint)registers[from]; break;
                case 0xb4: registers[to] = value; break;
                case 0x54: registers[to] = (uint)registers[to] & value; break;
                case 0x74: registers[to] = (uint)registers[to] >> (int)value; break;
                case 0x16: at += (uint)registers[to] == value ? offset : 0; break;
                case 0x56: at += (uint)registers[to] != value ? offset : 0; break;
                case 0x95: return (uint)registers[0];
                default: throw new InvalidOperationException($"opcode {op:x} at {at}");
            }
        }
    }
}
