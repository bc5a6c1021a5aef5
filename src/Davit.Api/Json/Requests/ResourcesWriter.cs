using System.Text.Json;
using Davit.Api.Containers;

namespace Davit.Api.Json.Requests;

/// <summary>A container's limits and devices.</summary>
internal static class ResourcesWriter
{
    public static void Write(Utf8JsonWriter json, Resources limits)
    {
        json.WriteNumber("CpuShares", limits.CpuShares);
        json.WriteNumber("Memory", limits.Memory);
        json.WriteNumber("NanoCpus", limits.NanoCpus);
        json.WriteString("CgroupParent", limits.CgroupParent);
        WriteBlockIo(json, limits);
        json.WriteNumber("CpuPeriod", limits.CpuPeriod);
        json.WriteNumber("CpuQuota", limits.CpuQuota);
        json.WriteNumber("CpuRealtimePeriod", limits.CpuRealtimePeriod);
        json.WriteNumber("CpuRealtimeRuntime", limits.CpuRealtimeRuntime);
        json.WriteString("CpusetCpus", limits.CpusetCpus);
        json.WriteString("CpusetMems", limits.CpusetMems);
        json.Objects("Devices", limits.Devices, WriteDevice);
        json.Strings("DeviceCgroupRules", limits.DeviceCgroupRules);
        json.Objects("DeviceRequests", limits.DeviceRequests, WriteDeviceRequest);
        json.NumberIfSet("KernelMemory", limits.KernelMemory);
        json.NumberIfSet("KernelMemoryTCP", limits.KernelMemoryTCP);
        json.WriteNumber("MemoryReservation", limits.MemoryReservation);
        json.WriteNumber("MemorySwap", limits.MemorySwap);
        json.Number("MemorySwappiness", limits.MemorySwappiness);
        json.Flag("OomKillDisable", limits.OomKillDisable);
        json.Number("PidsLimit", limits.PidsLimit);
        json.Objects("Ulimits", limits.Ulimits, WriteUlimit);
        json.WriteNumber("CpuCount", limits.CpuCount);
        json.WriteNumber("CpuPercent", limits.CpuPercent);
        json.WriteNumber("IOMaximumIOps", limits.IOMaximumIOps);
        json.WriteNumber("IOMaximumBandwidth", limits.IOMaximumBandwidth);
    }

    private static void WriteBlockIo(Utf8JsonWriter json, Resources limits)
    {
        json.WriteNumber("BlkioWeight", limits.BlkioWeight);
        json.Objects("BlkioWeightDevice", limits.BlkioWeightDevice, static (writer, device) =>
        {
            writer.WriteString("Path", device.Path);
            writer.WriteNumber("Weight", device.Weight);
        });
        json.Objects("BlkioDeviceReadBps", limits.BlkioDeviceReadBps, WriteThrottle);
        json.Objects("BlkioDeviceWriteBps", limits.BlkioDeviceWriteBps, WriteThrottle);
        json.Objects("BlkioDeviceReadIOps", limits.BlkioDeviceReadIOps, WriteThrottle);
        json.Objects("BlkioDeviceWriteIOps", limits.BlkioDeviceWriteIOps, WriteThrottle);
    }

    private static void WriteThrottle(Utf8JsonWriter json, ThrottleDevice device)
    {
        json.WriteString("Path", device.Path);
        json.WriteNumber("Rate", device.Rate);
    }

    private static void WriteDevice(Utf8JsonWriter json, DeviceMapping device)
    {
        json.WriteString("PathOnHost", device.PathOnHost);
        json.WriteString("PathInContainer", device.PathInContainer);
        json.WriteString("CgroupPermissions", device.CgroupPermissions);
    }

    private static void WriteDeviceRequest(Utf8JsonWriter json, DeviceRequest request)
    {
        json.WriteString("Driver", request.Driver);
        json.WriteNumber("Count", request.Count);
        json.Strings("DeviceIDs", request.DeviceIDs);
        json.StringLists("Capabilities", request.Capabilities);
        json.StringMap("Options", request.Options);
    }

    private static void WriteUlimit(Utf8JsonWriter json, Ulimit limit)
    {
        json.WriteString("Name", limit.Name);
        json.WriteNumber("Hard", limit.Hard);
        json.WriteNumber("Soft", limit.Soft);
    }
}
