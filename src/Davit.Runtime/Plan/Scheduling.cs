using System.Buffers.Binary;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>Scheduling values of the specification as the kernel takes them.</summary>
internal static class Scheduling
{
    private const int IoClassShift = 13;

    /// <summary>Number of a policy of sched(7), or -1.</summary>
    public static int Policy(string name) => name switch
    {
        "SCHED_OTHER" => 0,
        "SCHED_FIFO" => 1,
        "SCHED_RR" => 2,
        "SCHED_BATCH" => 3,
        "SCHED_ISO" => 4,
        "SCHED_IDLE" => 5,
        "SCHED_DEADLINE" => 6,
        _ => -1,
    };

    /// <summary>A flag of sched_setattr(2), or 0.</summary>
    public static ulong Flag(string name) => name switch
    {
        "SCHED_FLAG_RESET_ON_FORK" => 0x01,
        "SCHED_FLAG_RECLAIM" => 0x02,
        "SCHED_FLAG_DL_OVERRUN" => 0x04,
        "SCHED_FLAG_KEEP_POLICY" => 0x08,
        "SCHED_FLAG_KEEP_PARAMS" => 0x10,
        "SCHED_FLAG_UTIL_CLAMP_MIN" => 0x20,
        "SCHED_FLAG_UTIL_CLAMP_MAX" => 0x40,
        _ => 0,
    };

    /// <summary>struct sched_attr, 56 bytes.</summary>
    public static ReadOnlyMemory<byte> Attributes(SchedulerSpec spec)
    {
        const int Size = 56;
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)Policy(spec.Policy));
        var flags = (spec.Flags ?? []).Aggregate(0ul, (all, name) => all | Flag(name));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), flags);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), spec.Nice);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), spec.Priority);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), spec.Runtime);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), spec.Deadline);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), spec.Period);
        return bytes;
    }

    /// <summary>Number of a class of ioprio_set(2), or -1.</summary>
    public static int IoClass(string name) => name switch
    {
        "IOPRIO_CLASS_RT" => 1,
        "IOPRIO_CLASS_BE" => 2,
        "IOPRIO_CLASS_IDLE" => 3,
        _ => -1,
    };

    public static int IoPriority(IoPrioritySpec spec) => (IoClass(spec.Class) << IoClassShift) | spec.Priority;

    /// <summary>personality(2).</summary>
    public static ulong Personality(PersonalitySpec spec) => spec.Domain == "LINUX32" ? 8ul : 0ul;
}
