using Davit.Engine.Containers;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>The portable part of a container's configuration, both ways.</summary>
internal static class ContainerConfigMapping
{
    public static ContainerConfig ToEngine(Wire.ContainerConfig wire) => new()
    {
        Hostname = wire.Hostname,
        Domainname = wire.Domainname,
        User = wire.User,
        AttachStdin = wire.AttachStdin,
        AttachStdout = wire.AttachStdout,
        AttachStderr = wire.AttachStderr,
        ExposedPorts = Sets.ToList(wire.ExposedPorts),
        Tty = wire.Tty,
        OpenStdin = wire.OpenStdin,
        StdinOnce = wire.StdinOnce,
        Env = wire.Env,
        Cmd = wire.Cmd,
        Healthcheck = ToEngine(wire.Healthcheck),
        ArgsEscaped = wire.ArgsEscaped ? true : null,
        Image = wire.Image,
        Volumes = Sets.ToList(wire.Volumes),
        WorkingDir = wire.WorkingDir,
        Entrypoint = wire.Entrypoint,
        NetworkDisabled = wire.NetworkDisabled ? true : null,
        MacAddress = wire.MacAddress,
        OnBuild = wire.OnBuild,
        Labels = wire.Labels,
        StopSignal = wire.StopSignal,
        StopTimeout = wire.StopTimeout,
        Shell = wire.Shell,
    };

    public static Wire.ContainerConfig ToWire(ContainerConfig config) => new()
    {
        Hostname = config.Hostname,
        Domainname = config.Domainname,
        User = config.User,
        AttachStdin = config.AttachStdin,
        AttachStdout = config.AttachStdout,
        AttachStderr = config.AttachStderr,
        ExposedPorts = Sets.ToSetOrNull(config.ExposedPorts),
        Tty = config.Tty,
        OpenStdin = config.OpenStdin,
        StdinOnce = config.StdinOnce,
        Env = config.Env ?? [],
        Cmd = config.Cmd,
        Healthcheck = ToWire(config.Healthcheck),
        ArgsEscaped = config.ArgsEscaped ?? false,
        Image = config.Image,
        Volumes = Sets.ToSetOrNull(config.Volumes),
        WorkingDir = config.WorkingDir,
        Entrypoint = config.Entrypoint,
        NetworkDisabled = config.NetworkDisabled ?? false,
        MacAddress = Text.OrNull(config.MacAddress),
        OnBuild = config.OnBuild,
        Labels = config.Labels ?? Empty.Map,
        StopSignal = Text.OrNull(config.StopSignal),
        StopTimeout = config.StopTimeout,
        Shell = config.Shell is { Count: > 0 } shell ? shell : null,
    };

    public static HealthConfig? ToEngine(Wire.HealthcheckConfig? wire) => wire is null ? null : new HealthConfig
    {
        Test = wire.Test,
        Interval = wire.Interval,
        Timeout = wire.Timeout,
        StartPeriod = wire.StartPeriod,
        StartInterval = wire.StartInterval,
        Retries = wire.Retries,
    };

    public static Wire.HealthcheckConfig? ToWire(HealthConfig? health) => health is null ? null : new Wire.HealthcheckConfig
    {
        Test = health.Test is { Count: > 0 } test ? test : null,
        Interval = health.Interval,
        Timeout = health.Timeout,
        StartPeriod = health.StartPeriod,
        StartInterval = health.StartInterval,
        Retries = health.Retries,
    };
}
