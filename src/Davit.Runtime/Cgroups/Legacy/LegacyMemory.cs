using System.Globalization;
using Davit.Linux;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>Memory limits (Documentation/admin-guide/cgroup-v1/memory.rst); -1 takes a limit away.</summary>
internal static class LegacyMemory
{
    private const string Limit = "memory.limit_in_bytes";
    private const string Swap = "memory.memsw.limit_in_bytes";
    private const string Usage = "memory.usage_in_bytes";

    internal static void Apply(CgroupDirectory directory, MemorySpec memory)
    {
        CheckUsage(directory, memory);
        ApplyLimits(directory, memory);
        Set(directory, "memory.soft_limit_in_bytes", memory.Reservation, "memory reservation");
        ApplyKernel(directory, memory.Kernel, "memory.kmem.limit_in_bytes", "kernel memory limit");
        ApplyKernel(directory, memory.KernelTCP, "memory.kmem.tcp.limit_in_bytes", "kernel TCP memory limit");
        if (memory.Swappiness is { } swappiness)
        {
            if (swappiness > 100)
            {
                throw new CgroupException($"memory swappiness: {swappiness} is not between 0 and 100");
            }

            directory.Set("memory.swappiness", swappiness, "memory swappiness");
        }

        if (memory.DisableOOMKiller is { } disabled)
        {
            directory.Set("memory.oom_control", disabled ? "1" : "0", "memory: OOM killer");
        }

        if (memory.UseHierarchy is { } hierarchical)
        {
            directory.Set("memory.use_hierarchy", hierarchical ? "1" : "0", "memory: use_hierarchy");
        }
    }

    private static void CheckUsage(CgroupDirectory directory, MemorySpec memory)
    {
        if (memory is { CheckBeforeUpdate: true, Limit: > 0 } && directory.TryReadNumber(Usage) is { } usage && usage > (ulong)memory.Limit)
        {
            throw new CgroupException($"memory limit: {memory.Limit} is below the current usage of {usage} bytes");
        }
    }

    /// <summary>
    /// memory.memsw counts memory and swap together and may never be the smaller one: growing starts with it, shrinking ends
    /// with it. The kernel says EINVAL when the order was wrong; the other one is right then.
    /// </summary>
    private static void ApplyLimits(CgroupDirectory directory, MemorySpec memory)
    {
        var limit = memory.Limit is 0 ? null : memory.Limit;
        var swap = memory.Swap is 0 ? null : memory.Swap;
        if (limit == -1 && swap is null && directory.Has(Swap))
        {
            swap = -1;
        }

        if (limit is not null && swap is not null && TrySet(directory, Limit, limit.Value) == Errno.EINVAL)
        {
            Set(directory, Swap, swap, "memory swap limit");
            SetLimit(directory, limit);
            return;
        }

        SetLimit(directory, limit);
        Set(directory, Swap, swap, "memory swap limit");
    }

    private static void SetLimit(CgroupDirectory directory, long? limit)
    {
        if (limit is { } value && TrySet(directory, Limit, value) is var errno and not Errno.None)
        {
            throw errno == Errno.EBUSY
                ? new CgroupException($"memory limit: {value} is below what is in use ({directory.TryReadNumber(Usage)} bytes), and the kernel cannot free enough")
                : directory.Refused(Limit, Text(value), "memory limit", errno);
        }
    }

    /// <summary>Newer kernels take a number here and do nothing with it (5.16 says so in the log): that is found by reading back.</summary>
    private static void ApplyKernel(CgroupDirectory directory, long? value, string file, string limit)
    {
        if (value is null or 0)
        {
            return;
        }

        Set(directory, file, value, limit);
        var page = (ulong)Environment.SystemPageSize;
        if (value > 0 && directory.TryReadNumber(file) is { } now && now > (ulong)value + page)
        {
            throw new CgroupException($"{limit}: this kernel no longer limits it ({file} stays at {now})");
        }
    }

    private static void Set(CgroupDirectory directory, string file, long? value, string limit)
    {
        if (value is { } number and not 0)
        {
            directory.Set(file, Text(number), limit);
        }
    }

    private static Errno TrySet(CgroupDirectory directory, string file, long value) => directory.TryWrite(file, Text(value));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
