using Davit.Api.Containers;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>The limits of a request from their flags.</summary>
internal static class ResourceRequest
{
    public static void Fill(Resources target, ResourceFlags flags)
    {
        target.CgroupParent = flags.CgroupParent.Value;
        target.CpuCount = flags.CpuCount.Value;
        target.CpuPercent = flags.CpuPercent;
        target.CpuPeriod = flags.CpuPeriod.Value;
        target.CpuQuota = flags.CpuQuota.Value;
        target.CpuRealtimePeriod = flags.CpuRealtimePeriod.Value;
        target.CpuRealtimeRuntime = flags.CpuRealtimeRuntime.Value;
        target.CpuShares = flags.CpuShares.Value;
        target.CpusetCpus = flags.CpusetCpus.Value;
        target.CpusetMems = flags.CpusetMems.Value;
        target.NanoCpus = flags.Cpus.Billionths;
        target.Memory = flags.Memory.Value;
        target.MemoryReservation = flags.MemoryReservation.Value;
        target.MemorySwap = flags.MemorySwap.Value;
        target.MemorySwappiness = flags.MemorySwappiness.Value;
        target.KernelMemory = flags.KernelMemory.Value;
        target.OomKillDisable = flags.OomKillDisable.Value;
        target.PidsLimit = flags.PidsLimit.Value;
        target.BlkioWeight = (ushort)flags.BlkioWeight.Value;
        target.BlkioWeightDevice = [.. flags.BlkioWeightDevice.Values.Select(Weight)];
        target.BlkioDeviceReadBps = Rates(flags.DeviceReadBps.Values);
        target.BlkioDeviceWriteBps = Rates(flags.DeviceWriteBps.Values);
        target.BlkioDeviceReadIOps = Rates(flags.DeviceReadIops.Values);
        target.BlkioDeviceWriteIOps = Rates(flags.DeviceWriteIops.Values);
        target.Devices = [.. flags.Device.Values.Where(device => !DeviceText.IsQualifiedName(device)).Select(DeviceText.Parse)];
        target.DeviceCgroupRules = flags.DeviceCgroupRule.Values.Count == 0 ? null : flags.DeviceCgroupRule.Values;
        target.DeviceRequests = Requests(flags);
        target.IOMaximumBandwidth = (ulong)flags.IoMaximumBandwidth.Value;
        target.IOMaximumIOps = (ulong)flags.IoMaximumOperations.Value;
        target.Ulimits = flags.Ulimit.Values.Count == 0 ? null : [.. flags.Ulimit.Values.Select(UlimitText.Parse).DistinctBy(limit => limit.Name)];
    }

    private static List<DeviceRequest>? Requests(ResourceFlags flags)
    {
        var requests = flags.Gpus.Values.Select(GpuRequest.Parse).ToList();
        if (flags.Device.Values.Where(DeviceText.IsQualifiedName).ToList() is { Count: > 0 } names)
        {
            requests.Add(new DeviceRequest { Driver = "cdi", DeviceIDs = names });
        }

        return requests.Count == 0 ? null : requests;
    }

    private static WeightDevice Weight(string text)
    {
        var (path, value) = FlagChecks.DeviceAndValue(text);
        return new WeightDevice { Path = path, Weight = ushort.Parse(value, System.Globalization.CultureInfo.InvariantCulture) };
    }

    private static List<ThrottleDevice> Rates(IReadOnlyList<string> texts) => [.. texts.Select(text =>
    {
        var (path, value) = FlagChecks.DeviceAndValue(text);
        return new ThrottleDevice { Path = path, Rate = ByteSize.TryParseBinary(value, out var rate, out _) ? (ulong)rate : 0 };
    })];
}
