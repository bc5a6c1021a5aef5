using System.Runtime.InteropServices;

namespace Davit.Linux.Bpf;

/// <summary>bpf(2) for device filters of control groups, version 2.</summary>
public static class CgroupDeviceCalls
{
    private const int ProgramLoad = 5; // BPF_PROG_LOAD
    private const int ProgramAttach = 8; // BPF_PROG_ATTACH
    private const int ProgramDetach = 9; // BPF_PROG_DETACH
    private const int ProgramFromId = 13; // BPF_PROG_GET_FD_BY_ID
    private const int ProgramQuery = 16; // BPF_PROG_QUERY

    private const uint ProgramType = 15; // BPF_PROG_TYPE_CGROUP_DEVICE
    private const uint AttachType = 6; // BPF_CGROUP_DEVICE
    private const uint AllowMulti = 2; // BPF_F_ALLOW_MULTI
    private const uint Replace = 4; // BPF_F_REPLACE, Linux 5.6

    /// <summary>Loads a program; the verifier's objection is EINVAL or EACCES. The kernel keeps it while it is attached.</summary>
    public static unsafe FileDescriptor Load(ReadOnlySpan<ulong> instructions)
    {
        fixed (ulong* code = instructions)
        fixed (byte* license = "Apache-2.0\0"u8)
        {
            var attributes = new LoadAttributes
            {
                Type = ProgramType,
                Count = (uint)instructions.Length,
                Instructions = (ulong)code,
                License = (ulong)license,
            };
            return new FileDescriptor((int)Syscall.Check(Call(ProgramLoad, &attributes, sizeof(LoadAttributes)), "bpf(BPF_PROG_LOAD)"));
        }
    }

    /// <summary>Attaches a program to a group; <paramref name="replaced"/> is taken off in the same step.</summary>
    public static unsafe void Attach(FileDescriptor group, FileDescriptor program, FileDescriptor? replaced)
    {
        var attributes = new AttachAttributes
        {
            Target = (uint)group.Value,
            Program = (uint)program.Value,
            Type = AttachType,
            Flags = AllowMulti | (replaced is null ? 0 : Replace),
            Replaced = (uint)(replaced?.Value ?? 0),
        };
        Syscall.Check(Call(ProgramAttach, &attributes, sizeof(AttachAttributes)), "bpf(BPF_PROG_ATTACH)");
    }

    public static unsafe Errno TryDetach(FileDescriptor group, FileDescriptor program)
    {
        var attributes = new AttachAttributes { Target = (uint)group.Value, Program = (uint)program.Value, Type = AttachType };
        return Syscall.ErrnoOf((int)Call(ProgramDetach, &attributes, sizeof(AttachAttributes)));
    }

    /// <summary>The programs attached to the group itself, oldest first; the caller disposes them.</summary>
    public static unsafe IReadOnlyList<FileDescriptor> Attached(FileDescriptor group)
    {
        const int Most = 64; // BPF_CGROUP_MAX_PROGS
        var ids = stackalloc uint[Most];
        var query = new QueryAttributes { Target = (uint)group.Value, Type = AttachType, Ids = (ulong)ids, Count = Most };
        Syscall.Check(Call(ProgramQuery, &query, sizeof(QueryAttributes)), "bpf(BPF_PROG_QUERY)");
        var programs = new List<FileDescriptor>();
        for (var index = 0; index < query.Count; index++)
        {
            var attributes = new IdAttributes { Id = ids[index] };
            var fd = Call(ProgramFromId, &attributes, sizeof(IdAttributes));
            if (fd >= 0)
            {
                programs.Add(new FileDescriptor((int)fd));
            }
        }

        return programs;
    }

    private static unsafe nint Call(int command, void* attributes, int size)
    {
        nint result;
        do
        {
            result = Syscall.Invoke(SyscallNumber.Bpf, command, (nint)attributes, size);
        }
        while (result < 0 && Syscall.LastErrno is Errno.EINTR or Errno.EAGAIN); // EAGAIN: the verifier was interrupted

        return result;
    }

    // Members of union bpf_attr (linux/bpf.h), each as far as it is needed; the kernel takes the rest as zero.
    [StructLayout(LayoutKind.Sequential)]
    private struct LoadAttributes
    {
        public uint Type;
        public uint Count;
        public ulong Instructions;
        public ulong License;
        private readonly uint logLevel;
        private readonly uint logSize;
        private readonly ulong logBuffer;
        private readonly uint kernelVersion;
        private readonly uint flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct AttachAttributes
    {
        public uint Target;
        public uint Program;
        public uint Type;
        public uint Flags;
        public uint Replaced;
        private readonly uint padding;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct QueryAttributes
    {
        public uint Target;
        public uint Type;
        private readonly uint queryFlags;
        private readonly uint attachFlags;
        public ulong Ids;
        public uint Count;
        private readonly uint padding;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct IdAttributes
    {
        public uint Id;
        private readonly uint next;
        private readonly uint flags;
        private readonly uint padding;
    }
}
