using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>Block I/O weights and throttles (Documentation/admin-guide/cgroup-v1/blkio-controller.rst).</summary>
internal static class LegacyBlockIo
{
    internal static void Apply(CgroupDirectory directory, BlockIoSpec io)
    {
        if (io.Weight is { } weight and not 0)
        {
            directory.Set(WeightFile(directory, "weight"), weight, "block I/O weight");
        }

        if (io.LeafWeight is { } leaf and not 0)
        {
            directory.Set("blkio.leaf_weight", leaf, "block I/O leaf weight");
        }

        foreach (var device in io.WeightDevice ?? [])
        {
            if (device.Weight is { } own)
            {
                directory.Set(WeightFile(directory, "weight_device"), $"{device.Major}:{device.Minor} {own}", "block I/O weight of a device");
            }

            if (device.LeafWeight is { } ownLeaf)
            {
                directory.Set("blkio.leaf_weight_device", $"{device.Major}:{device.Minor} {ownLeaf}", "block I/O leaf weight of a device");
            }
        }

        Throttle(directory, io.ThrottleReadBpsDevice, "blkio.throttle.read_bps_device", "block I/O read rate");
        Throttle(directory, io.ThrottleWriteBpsDevice, "blkio.throttle.write_bps_device", "block I/O write rate");
        Throttle(directory, io.ThrottleReadIOPSDevice, "blkio.throttle.read_iops_device", "block I/O read operations");
        Throttle(directory, io.ThrottleWriteIOPSDevice, "blkio.throttle.write_iops_device", "block I/O write operations");
    }

    /// <summary>The scheduler CFQ had the plain names until Linux 5.0, BFQ has its own.</summary>
    private static string WeightFile(CgroupDirectory directory, string name) => directory.Has($"blkio.{name}") ? $"blkio.{name}" : $"blkio.bfq.{name}";

    private static void Throttle(CgroupDirectory directory, IReadOnlyList<ThrottleDeviceSpec>? devices, string file, string limit)
    {
        foreach (var device in devices ?? [])
        {
            directory.Set(file, $"{device.Major}:{device.Minor} {device.Rate}", limit);
        }
    }
}
