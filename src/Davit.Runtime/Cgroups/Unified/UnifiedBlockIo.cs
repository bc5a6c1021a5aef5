using Davit.Linux;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>I/O weights and throttles.</summary>
internal static class UnifiedBlockIo
{
    private const string BfqWeight = "io.bfq.weight";
    private const string CostWeight = "io.weight";

    internal static bool IsAsked(BlockIoSpec? io) => io is not null && io != new BlockIoSpec() && io != new BlockIoSpec { Weight = 0 };

    internal static void Apply(CgroupDirectory directory, BlockIoSpec io)
    {
        if (io.LeafWeight is not (null or 0) || io.WeightDevice?.Any(device => device.LeafWeight is not null) == true)
        {
            throw MissingController.NotInVersion2("block I/O leaf weight");
        }

        if (io.Weight is { } weight and not 0)
        {
            SetWeight(directory, "", weight, "block I/O weight");
        }

        foreach (var device in io.WeightDevice ?? [])
        {
            SetWeight(directory, $"{device.Major}:{device.Minor} ", device.Weight ?? 0, "block I/O weight of a device");
        }

        Throttle(directory, io.ThrottleReadBpsDevice, "rbps", "block I/O read rate");
        Throttle(directory, io.ThrottleWriteBpsDevice, "wbps", "block I/O write rate");
        Throttle(directory, io.ThrottleReadIOPSDevice, "riops", "block I/O read operations");
        Throttle(directory, io.ThrottleWriteIOPSDevice, "wiops", "block I/O write operations");
    }

    /// <summary>io.bfq.weight takes docker's 10…1000 as it is; io.weight (the cost model) has 1…10000, with the same ends.</summary>
    private static void SetWeight(CgroupDirectory directory, string device, ushort weight, string limit)
    {
        var text = $"{device}{weight}";
        if (directory.Has(BfqWeight) && directory.TryWrite(BfqWeight, text) == Errno.None)
        {
            return;
        }

        if (!directory.Has(CostWeight))
        {
            throw new CgroupException($"{limit}: this kernel has neither {BfqWeight} (the BFQ scheduler) nor {CostWeight} (the I/O cost model)");
        }

        directory.Set(CostWeight, $"{device}{ToCostWeight(weight)}", limit);
    }

    internal static ulong ToCostWeight(ushort weight) => 1 + ((ulong)(Math.Clamp((int)weight, 10, 1000) - 10) * 9999 / 990);

    private static void Throttle(CgroupDirectory directory, IReadOnlyList<ThrottleDeviceSpec>? devices, string key, string limit)
    {
        foreach (var device in devices ?? [])
        {
            directory.Set("io.max", $"{device.Major}:{device.Minor} {key}={Rate(device)}", limit);
        }
    }

    private static string Rate(ThrottleDeviceSpec device) =>
        device.Rate == 0 ? LimitText.Max : device.Rate.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
