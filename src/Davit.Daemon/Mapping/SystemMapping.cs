using Davit.Api.System;
using Davit.Daemon.Http;
using Davit.Daemon.Options;
using Davit.Engine;
using Davit.Engine.SystemInfo;

namespace Davit.Daemon.Mapping;

/// <summary>What <c>info</c> and <c>version</c> say.</summary>
internal static class SystemMapping
{
    public static SystemInfo ToWire(SystemDescription system, DaemonOptions options, ApiVersion version) => new()
    {
        ID = system.Id,
        Containers = system.Containers,
        ContainersRunning = system.ContainersRunning,
        ContainersPaused = system.ContainersPaused,
        ContainersStopped = system.ContainersStopped,
        Images = system.Images,
        Driver = system.Driver,
        DriverStatus = [.. system.DriverStatus.Select(pair => (IReadOnlyList<string>)[pair.Name, pair.Value])],
        Plugins = new SystemPlugins { Volume = system.VolumePlugins, Network = system.NetworkPlugins, Log = system.LogPlugins },
        MemoryLimit = system.MemoryLimit,
        SwapLimit = system.SwapLimit,
        CpuCfsPeriod = system.CpuCfsPeriod,
        CpuCfsQuota = system.CpuCfsQuota,
        CPUShares = system.CpuShares,
        CPUSet = system.CpuSet,
        PidsLimit = system.PidsLimit,
        OomKillDisable = system.OomKillDisable,
        IPv4Forwarding = system.Ipv4Forwarding,
        BridgeNfIptables = true,
        BridgeNfIp6tables = true,
        Debug = system.Debug,
        NFd = system.OpenFiles,
        NGoroutines = system.Threads,
        SystemTime = GoTime.Format(system.SystemTime),
        LoggingDriver = system.LoggingDriver,
        CgroupDriver = system.CgroupDriver,
        CgroupVersion = system.CgroupVersion,
        NEventsListener = system.EventListeners,
        KernelVersion = system.KernelVersion,
        OperatingSystem = system.OperatingSystem,
        OSVersion = system.OsVersion,
        OSType = system.OsType,
        Architecture = system.Architecture,
        IndexServerAddress = "https://index.docker.io/v1/",
        RegistryConfig = Registries(options),
        NCPU = system.Cpus,
        MemTotal = system.MemoryTotal,
        DockerRootDir = system.DataRoot,
        HttpProxy = system.HttpProxy,
        HttpsProxy = system.HttpsProxy,
        NoProxy = system.NoProxy,
        Name = system.HostName,
        Labels = system.Labels,
        ExperimentalBuild = system.Experimental,
        ServerVersion = system.ServerVersion,
        Runtimes = system.Runtimes.ToDictionary(runtime => runtime.Key, runtime => ToWire(runtime.Value), StringComparer.Ordinal),
        DefaultRuntime = system.DefaultRuntime,
        Swarm = new SwarmInfo { LocalNodeState = "inactive" },
        LiveRestoreEnabled = true,
        InitBinary = system.InitBinary,
        ContainerdCommit = new CommitInfo(),
        RuncCommit = new CommitInfo(),
        InitCommit = new CommitInfo(),
        SecurityOptions = SecurityOptions(system.SecurityOptions, version),
        FirewallBackend = new FirewallInfo { Driver = "nftables" },
        CDISpecDirs = [],
        Warnings = system.Warnings.Count > 0 ? system.Warnings : null,
    };

    public static SystemVersion ToWire(VersionDescription version) => new()
    {
        Platform = new SystemPlatform { Name = "Davit" },
        Version = version.Version,
        ApiVersion = ApiVersion.Current.ToString(),
        MinAPIVersion = ApiVersion.Minimum.ToString(),
        Os = version.Os,
        Arch = version.Architecture,
        GitCommit = version.GitCommit,
        GoVersion = version.Runtime,
        KernelVersion = version.KernelVersion,
        Experimental = version.Experimental,
        BuildTime = Text.OrNull(version.BuildTime),
        Components =
        [
            new ComponentVersion
            {
                Name = "Engine",
                Version = version.Version,
                Details = new Dictionary<string, string>
                {
                    ["ApiVersion"] = ApiVersion.Current.ToString(),
                    ["MinAPIVersion"] = ApiVersion.Minimum.ToString(),
                    ["Arch"] = version.Architecture,
                    ["BuildTime"] = version.BuildTime,
                    ["Experimental"] = version.Experimental ? "true" : "false",
                    ["GitCommit"] = version.GitCommit,
                    ["GoVersion"] = version.Runtime,
                    ["KernelVersion"] = version.KernelVersion,
                    ["Os"] = version.Os,
                },
            },
        ],
    };

    private static RuntimeInfo ToWire(RuntimeProgram program) => new()
    {
        Path = program.Path,
        Args = program.Arguments.Count > 0 ? program.Arguments : null,
    };

    // Before 1.25 the names stood without "name=" and options (api version-history v1.25).
    private static IReadOnlyList<string> SecurityOptions(IReadOnlyList<string> options, ApiVersion version) => version >= new ApiVersion(1, 25)
        ? options
        : [.. options.Select(option => option.Split(',')[0]).Where(option => option.StartsWith("name=", StringComparison.Ordinal)).Select(option => option["name=".Length..])];

    private static RegistryServiceConfig Registries(DaemonOptions options) => new()
    {
        AllowNondistributableArtifactsCIDRs = [],
        AllowNondistributableArtifactsHostnames = [],
        InsecureRegistryCIDRs = ["::1/128", "127.0.0.0/8", .. options.InsecureRegistries.Where(IsRange)],
        IndexConfigs = options.InsecureRegistries.Where(registry => !IsRange(registry))
            .Select(registry => new RegistryIndex { Name = registry })
            .Append(new RegistryIndex { Name = "docker.io", Mirrors = HubMirrors(options), Secure = true, Official = true })
            .DistinctBy(index => index.Name)
            .ToDictionary(index => index.Name, StringComparer.Ordinal),
        Mirrors = HubMirrors(options),
    };

    private static IReadOnlyList<string> HubMirrors(DaemonOptions options) =>
        [.. options.RegistryMirrors.Where(mirror => mirror.Registry == "docker.io").Select(mirror => mirror.Address.ToString())];

    private static bool IsRange(string registry) => registry.Contains('/', StringComparison.Ordinal);
}
