using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Oci.Security;

namespace Davit.Engine.Creating;

/// <summary>Fills in what the user did not say, so that inspect shows what holds.</summary>
internal static class HostConfigDefaults
{
    /// <summary>Only what this host has: the paths of its own processors.</summary>
    private static readonly Lazy<IReadOnlyList<string>> Masked = new(() =>
        [.. DefaultPaths.Masked(Environment.ProcessorCount).Where(path => !path.StartsWith("/sys/devices/system/cpu/", StringComparison.Ordinal) || Path.Exists(path))]);

    public static HostConfig Complete(HostConfig host, EngineOptions options, HostFacts facts) => Paths(host with
    {
        Resources = Resources(host.Resources, facts),
        NetworkMode = ModeParser.IsBridge(host.NetworkMode) ? "bridge" : host.NetworkMode,
        IpcMode = host.IpcMode.Length > 0 ? host.IpcMode : options.DefaultIpcMode,
        CgroupnsMode = host.CgroupnsMode.Length > 0 ? host.CgroupnsMode
            : options.DefaultCgroupNamespaceMode ?? (facts.CgroupV2 ? "private" : "host"),
        ShmSize = host.ShmSize != 0 ? host.ShmSize : options.DefaultShmSize,
        Runtime = host.Runtime.Length > 0 ? host.Runtime : options.DefaultRuntime,
        RestartPolicy = host.RestartPolicy.Name.Length > 0 ? host.RestartPolicy : host.RestartPolicy with { Name = "no" },
        LogConfig = Log(host.LogConfig, options),
    });

    private static HostResources Resources(HostResources resources, HostFacts facts) =>
        resources is { Memory: > 0, MemorySwap: 0 }
            ? resources with { MemorySwap = facts.SwapAccounting ? resources.Memory * 2 : 0 }
            : resources;

    private static LogSettings Log(LogSettings settings, EngineOptions options)
    {
        var type = settings.Type.Length > 0 ? settings.Type : options.LogDriver;
        if (type != options.LogDriver)
        {
            return settings with { Type = type, Config = settings.Config ?? new Dictionary<string, string>() };
        }

        var config = new Dictionary<string, string>(options.LogOptions, StringComparer.Ordinal);
        foreach (var (key, value) in settings.Config ?? new Dictionary<string, string>())
        {
            config[key] = value;
        }

        return new LogSettings { Type = type, Config = config };
    }

    private static HostConfig Paths(HostConfig host)
    {
        if (host.Privileged)
        {
            return host;
        }

        var unconfined = host.SecurityOpt?.Any(option => option is "systempaths=unconfined" or "systempaths:unconfined") is true;
        return host with
        {
            MaskedPaths = host.MaskedPaths ?? (unconfined ? [] : Masked.Value),
            ReadonlyPaths = host.ReadonlyPaths ?? (unconfined ? [] : DefaultPaths.ReadOnly),
        };
    }
}
