using Davit.Engine.Containers;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>Containers as listings and inspect show them.</summary>
internal static class ContainerMapping
{
    public static Wire.ContainerInspect ToWire(ContainerInspection inspection)
    {
        var record = inspection.Record;
        return new Wire.ContainerInspect
        {
            Id = record.Id,
            Created = GoTime.Format(record.Created),
            Path = record.Path,
            Args = record.Args,
            State = ToWire(record.State),
            Image = record.ImageId,
            ResolvConfPath = record.ResolvConfPath,
            HostnamePath = record.HostnamePath,
            HostsPath = record.HostsPath,
            LogPath = record.LogPath,
            Name = "/" + record.Name,
            RestartCount = record.RestartCount,
            Driver = "overlay2",
            Platform = record.Platform,
            MountLabel = record.MountLabel,
            ProcessLabel = record.ProcessLabel,
            AppArmorProfile = record.AppArmorProfile,
            ExecIDs = inspection.ExecIds is { Count: > 0 } execs ? execs : null,
            HostConfig = HostConfigMapping.ToWire(record.HostConfig),
            GraphDriver = new Wire.GraphDriverData { Name = "overlay2", Data = inspection.GraphDriverData },
            Storage = new Wire.ContainerStorage { RootFS = new Wire.ContainerRootFileSystem { Snapshot = new Wire.ContainerSnapshot { Name = "overlay2" } } },
            SizeRw = inspection.SizeRw,
            SizeRootFs = inspection.SizeRootFs,
            Mounts = [.. record.Mounts.Select(MountMapping.ToWire)],
            Config = ContainerConfigMapping.ToWire(record.Config),
            NetworkSettings = ToWire(record.Network),
        };
    }

    public static Wire.ContainerSummary ToWire(ContainerSummary summary)
    {
        var record = summary.Record;
        return new Wire.ContainerSummary
        {
            Id = record.Id,
            Names = ["/" + record.Name],
            Image = summary.Image,
            ImageID = record.ImageId,
            Command = summary.Command,
            Created = record.Created.ToUnixTimeSeconds(),
            Ports = [.. summary.Ports.Select(ToWire)],
            SizeRw = summary.SizeRw,
            SizeRootFs = summary.SizeRootFs,
            Labels = record.Config.Labels ?? Empty.Map,
            State = StatusName(record.State.Status),
            Status = summary.StatusText,
            Health = record.State.Health is { } health
                ? new Wire.ContainerSummaryHealth { Status = HealthName(health.Status), FailingStreak = health.FailingStreak }
                : new Wire.ContainerSummaryHealth { Status = HealthName(HealthStatus.None) },
            HostConfig = new Wire.ContainerSummaryHostConfig
            {
                NetworkMode = record.HostConfig.NetworkMode,
                Annotations = record.HostConfig.Annotations is { Count: > 0 } annotations ? annotations : null,
            },
            NetworkSettings = new Wire.ContainerSummaryNetworkSettings { Networks = EndpointMapping.ToWire(record.Network) },
            Mounts = [.. record.Mounts.Select(MountMapping.ToWire)],
        };
    }

    public static string StatusName(ContainerStatus status) => status switch
    {
        ContainerStatus.Created => "created",
        ContainerStatus.Running => "running",
        ContainerStatus.Paused => "paused",
        ContainerStatus.Restarting => "restarting",
        ContainerStatus.Exited => "exited",
        ContainerStatus.Removing => "removing",
        _ => "dead",
    };

    private static string HealthName(HealthStatus status) => status switch
    {
        HealthStatus.Starting => "starting",
        HealthStatus.Healthy => "healthy",
        HealthStatus.Unhealthy => "unhealthy",
        _ => "none",
    };

    private static Wire.ContainerState ToWire(ContainerState state) => new()
    {
        Status = StatusName(state.Status),
        Running = state.Status is ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting,
        Paused = state.Status is ContainerStatus.Paused,
        Restarting = state.Status is ContainerStatus.Restarting,
        OOMKilled = state.OomKilled,
        Dead = state.Status is ContainerStatus.Dead,
        Pid = state.Pid,
        ExitCode = state.ExitCode,
        Error = state.Error,
        StartedAt = GoTime.Format(state.StartedAt),
        FinishedAt = GoTime.Format(state.FinishedAt),
        Health = state.Health is { } health ? new Wire.Health
        {
            Status = HealthName(health.Status),
            FailingStreak = health.FailingStreak,
            Log = [.. health.Log.Select(ToWire)],
        } : null,
    };

    private static Wire.HealthcheckResult ToWire(HealthProbe probe) => new()
    {
        Start = GoTime.Format(probe.Start),
        End = GoTime.Format(probe.End),
        ExitCode = probe.ExitCode,
        Output = probe.Output,
    };

    private static Wire.Port ToWire(PublishedPort port) => new()
    {
        IP = Text.OrNull(port.Ip),
        PrivatePort = port.PrivatePort,
        PublicPort = port.PublicPort ?? 0,
        Type = port.Type,
    };

    // The members outside of Networks repeat the default bridge (api version-history v1.21).
    private static Wire.NetworkSettings ToWire(NetworkState network)
    {
        var bridge = network.Networks.GetValueOrDefault("bridge") ?? new EndpointState();
        return new Wire.NetworkSettings
        {
            SandboxID = network.SandboxId,
            SandboxKey = network.SandboxKey,
            Ports = PortMapping.ToWire(network.Ports)!,
            EndpointID = bridge.EndpointId,
            Gateway = bridge.Gateway,
            GlobalIPv6Address = bridge.GlobalIpv6Address,
            GlobalIPv6PrefixLen = bridge.GlobalIpv6PrefixLength,
            IPAddress = bridge.IpAddress,
            IPPrefixLen = bridge.IpPrefixLength,
            IPv6Gateway = bridge.Ipv6Gateway,
            MacAddress = bridge.MacAddress,
            Networks = EndpointMapping.ToWire(network),
        };
    }
}
