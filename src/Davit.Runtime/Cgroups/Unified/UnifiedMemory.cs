using System.Globalization;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>Memory limits; -1 takes a limit away.</summary>
internal static class UnifiedMemory
{
    internal static bool IsAsked(MemorySpec? memory) =>
        memory is not null && (memory.Limit is not (null or 0) || memory.Swap is not (null or 0) || memory.Reservation is not (null or 0));

    internal static void Apply(CgroupDirectory directory, MemorySpec memory)
    {
        Refuse(memory);
        var swap = SwapLimit(memory);
        CheckUsage(directory, memory);
        Set(directory, "memory.swap.max", swap, "memory swap limit");
        Set(directory, "memory.max", memory.Limit, "memory limit");
        Set(directory, "memory.low", memory.Reservation, "memory reservation");
    }

    /// <summary>Version 1 says memory and swap together, version 2 swap alone.</summary>
    /// <returns>-1 for no limit, null for no change.</returns>
    internal static long? SwapLimit(MemorySpec memory)
    {
        var limit = memory.Limit ?? 0;
        return memory.Swap switch
        {
            null or 0 => limit == -1 ? -1 : null,
            -1 => -1,
            _ when limit is 0 or -1 => throw new CgroupException($"memory swap limit: {memory.Swap} is memory and swap together and needs a memory limit beside it"),
            { } both when both < limit => throw new CgroupException($"memory swap limit: {both} is memory and swap together and may not be below the memory limit of {limit}"),
            { } both => both - limit,
        };
    }

    private static void Refuse(MemorySpec memory)
    {
        if (memory.Kernel is > 0 || memory.KernelTCP is > 0)
        {
            throw MissingController.NotInVersion2("kernel memory limits");
        }

        if (memory.Swappiness is not null)
        {
            throw MissingController.NotInVersion2("memory swappiness");
        }

        if (memory.DisableOOMKiller == true)
        {
            throw MissingController.NotInVersion2("memory: disabling the OOM killer");
        }
    }

    private static void CheckUsage(CgroupDirectory directory, MemorySpec memory)
    {
        if (memory is { CheckBeforeUpdate: true, Limit: > 0 } && directory.TryReadNumber("memory.current") is { } usage && usage > (ulong)memory.Limit)
        {
            throw new CgroupException($"memory limit: {memory.Limit} is below the current usage of {usage} bytes");
        }
    }

    private static void Set(CgroupDirectory directory, string file, long? value, string limit)
    {
        // A swap limit of nothing is a value of its own; elsewhere 0 means "not asked for".
        if (value is null || (value == 0 && file != "memory.swap.max"))
        {
            return;
        }

        // Taking away a swap limit that the kernel cannot set (no swap accounting) is no loss.
        if (value == -1 && !directory.Has(file))
        {
            return;
        }

        directory.Set(file, value == -1 ? LimitText.Max : value.Value.ToString(CultureInfo.InvariantCulture), limit);
    }
}
