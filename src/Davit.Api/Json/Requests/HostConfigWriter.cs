using System.Text.Json;
using Davit.Api.Containers;

namespace Davit.Api.Json.Requests;

/// <summary>The part of a container that belongs to the host.</summary>
internal static class HostConfigWriter
{
    public static void Write(Utf8JsonWriter json, HostConfig host)
    {
        json.Strings("Binds", host.Binds);
        json.WriteString("ContainerIDFile", host.ContainerIDFile);
        json.ObjectIfAny("LogConfig", host.LogConfig, WriteLog);
        json.WriteString("NetworkMode", host.NetworkMode);
        json.Map("PortBindings", host.PortBindings, WritePorts);
        json.ObjectIfAny("RestartPolicy", host.RestartPolicy, WriteRestart);
        json.WriteBoolean("AutoRemove", host.AutoRemove);
        json.WriteString("VolumeDriver", host.VolumeDriver);
        json.Strings("VolumesFrom", host.VolumesFrom);
        if (host.Mounts is not null)
        {
            json.Objects("Mounts", host.Mounts, MountWriter.Write);
        }

        json.List("ConsoleSize", host.ConsoleSize, static (writer, value) => writer.WriteNumberValue(value));
        json.StringMapIfAny("Annotations", host.Annotations);
        WriteSecurity(json, host);
        WriteNames(json, host);
        ResourcesWriter.Write(json, host);
    }

    private static void WriteSecurity(Utf8JsonWriter json, HostConfig host)
    {
        json.Strings("CapAdd", host.CapAdd);
        json.Strings("CapDrop", host.CapDrop);
        json.Strings("GroupAdd", host.GroupAdd);
        json.WriteBoolean("Privileged", host.Privileged);
        json.WriteBoolean("ReadonlyRootfs", host.ReadonlyRootfs);
        json.Strings("SecurityOpt", host.SecurityOpt);
        json.StringMapIfAny("StorageOpt", host.StorageOpt);
        json.StringMapIfAny("Tmpfs", host.Tmpfs);
        json.WriteNumber("ShmSize", host.ShmSize);
        json.StringMapIfAny("Sysctls", host.Sysctls);
        json.StringIfAny("Runtime", host.Runtime);
        json.WriteString("Isolation", host.Isolation);
        json.Strings("MaskedPaths", host.MaskedPaths);
        json.Strings("ReadonlyPaths", host.ReadonlyPaths);
        if (host.Init is not null)
        {
            json.Flag("Init", host.Init);
        }
    }

    private static void WriteNames(Utf8JsonWriter json, HostConfig host)
    {
        json.WriteString("CgroupnsMode", host.CgroupnsMode);
        json.Strings("Dns", host.Dns);
        json.Strings("DnsOptions", host.DnsOptions);
        json.Strings("DnsSearch", host.DnsSearch);
        json.Strings("ExtraHosts", host.ExtraHosts);
        json.WriteString("IpcMode", host.IpcMode);
        json.WriteString("Cgroup", host.Cgroup);
        json.Strings("Links", host.Links);
        json.WriteNumber("OomScoreAdj", host.OomScoreAdj);
        json.WriteString("PidMode", host.PidMode);
        json.WriteBoolean("PublishAllPorts", host.PublishAllPorts);
        json.WriteString("UTSMode", host.UTSMode);
        json.WriteString("UsernsMode", host.UsernsMode);
    }

    private static void WriteLog(Utf8JsonWriter json, LogConfig log)
    {
        json.WriteString("Type", log.Type);
        json.StringMap("Config", log.Config);
    }

    private static void WriteRestart(Utf8JsonWriter json, RestartPolicy policy)
    {
        json.WriteString("Name", policy.Name);
        json.WriteNumber("MaximumRetryCount", policy.MaximumRetryCount);
    }

    private static void WritePorts(Utf8JsonWriter json, IReadOnlyList<PortBinding>? bindings)
    {
        if (bindings is null)
        {
            json.WriteNullValue();
            return;
        }

        json.Items(bindings, static (list, binding) => list.Members(binding, static (writer, port) =>
        {
            writer.WriteString("HostIp", port.HostIp);
            writer.WriteString("HostPort", port.HostPort);
        }));
    }
}
