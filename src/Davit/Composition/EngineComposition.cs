using Davit.Daemon.Options;
using Davit.Engine;
using Davit.Images.Store;
using Davit.Linux;
using Davit.Network;
using Davit.Registry;
using Davit.Runtime;
using Davit.Shim;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;
using Davit.Storage.Volumes;

namespace Davit.Composition;

/// <summary>The engine of one daemon, from its options: the only place that knows which directory is whose.</summary>
internal static class EngineComposition
{
    public static Task<ContainerEngine> ComposeAsync(DaemonOptions options, EngineLog log, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var time = TimeProvider.System;
        var content = ContentStore.Open(Path.Combine(options.DataRoot, "content"));
        var layers = LayerStore.Open(Path.Combine(options.DataRoot, "layers"), new LayerOptions());
        var snapshots = new SnapshotStore(layers, Path.Combine(options.DataRoot, "containers"));
        var parts = new EngineParts
        {
            Content = content,
            Layers = layers,
            Snapshots = snapshots,
            Images = ImageStore.Open(Path.Combine(options.DataRoot, "images"), content, layers, snapshots, time),
            Registry = new RegistryClient(RegistryOf(options), time, log.Debug),
            Volumes = VolumeStore.Open(Path.Combine(options.DataRoot, "volumes"), time),
            Network = new NetworkController(NetworkOf(options), time, log.Information),

            // Shims run from a read-only view of this program, which no container can write through /proc/PID/exe.
            Shims = new ShimLauncher(Path.Combine(options.ExecRoot, "shims"), Program(log)),
        };
        var engine = options.ToEngine(DaemonVersion.Text, gitCommit: "", buildTime: "");
        return Task.FromResult(new ContainerEngine(engine, parts, time, log));
    }

    private static FileDescriptor Program(EngineLog log)
    {
        try
        {
            return SelfImage.OpenProtected();
        }
        catch (LinuxException failure)
        {
            log.Information($"shims run from a copy in memory: {failure.Message}");
            return SelfImage.CopySealed();
        }
    }

    private static RegistryOptions RegistryOf(DaemonOptions options)
    {
        var environment = ProxySettings.FromEnvironment(Environment.GetEnvironmentVariable);
        return new RegistryOptions
        {
            UserAgent = RegistryOptions.UserAgentFor(DaemonVersion.Text, null),
            InsecureRegistries = options.InsecureRegistries,
            Mirrors = options.RegistryMirrors.GroupBy(mirror => mirror.Registry).ToDictionary(
                group => group.Key, group => (IReadOnlyList<Uri>)[.. group.Select(mirror => mirror.Address)]),
            Attempts = options.MaximumDownloadAttempts,
            Proxies = environment with
            {
                HttpProxy = options.HttpProxy.Length > 0 ? options.HttpProxy : environment.HttpProxy,
                HttpsProxy = options.HttpsProxy.Length > 0 ? options.HttpsProxy : environment.HttpsProxy,
                NoProxy = options.NoProxy.Length > 0 ? options.NoProxy : environment.NoProxy,
            },
        };
    }

    private static NetworkOptions NetworkOf(DaemonOptions options) => new()
    {
        StateDirectory = Path.Combine(options.DataRoot, "network"),
        RuntimeDirectory = Path.Combine(options.ExecRoot, "network"),
        NetnsDirectory = Path.Combine(options.ExecRoot, "netns"),
        SubnetLockFile = "/run/davit-subnets.lock",
        InstanceName = InstanceName.Of(options),
        BridgeName = options.Bridge,
        BridgeAddress = options.BridgeAddress,
        FixedCidr = options.FixedCidr,
        DefaultAddressPools = [.. options.DefaultAddressPools.Select(pool => new AddressPoolOption(pool.Base, pool.Size))],
        Mtu = options.Mtu,
        Iptables = options.Iptables,
        IpForward = options.IpForward,
        IpMasquerade = options.IpMasquerade,
        InterContainerCommunication = options.InterContainerCommunication,
        DefaultBindAddress = options.DefaultBindAddress,
    };
}
