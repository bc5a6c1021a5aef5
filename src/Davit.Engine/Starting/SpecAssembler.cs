using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Engine.Users;
using Davit.Oci;
using Davit.Oci.Runtime;
using Davit.Shim;

namespace Davit.Engine.Starting;

/// <summary>Looks up all that a start needs and makes the shim's configuration of it.</summary>
internal sealed class SpecAssembler(EngineCore core)
{
    /// <summary>Runtimes refuse a version they do not know (crun 1.8); nothing newer is used of the specification.</summary>
    private const string OlderRuntimes = "1.0.2";

    private readonly MountResolver mounts = new(core);
    private readonly SecurityResolver security = new(core.Options, core.Host);
    private readonly UserLookup users = new();

    /// <exception cref="EngineException">Something that the container asks for is not there.</exception>
    public ShimConfig Build(ContainerRecord record, IReadOnlyDictionary<string, string> joined, IReadOnlyList<string> linkEnvironment)
    {
        var directory = core.Store.DirectoryOf(record.Id);
        var root = PartErrors.Guard(() => core.Snapshots.Mount(record.Id, [.. record.ChainIds.Select(Digest.Parse)]));
        var runtime = RuntimeOf(record);
        var (devices, rules) = DeviceResolver.Resolve(record.HostConfig);
        var input = new SpecInput
        {
            Container = record,
            Host = core.Host,
            User = users.ForStart(record, root),
            NetworkNamespace = core.NetnsPathOf(record.Id),
            Joined = joined,
            Hostname = ContainerNaming.HostnameOf(record),
            Mounts = PartErrors.Guard(() => Mounts(record)),
            SharedMemorySource = SharedMemory(record),
            Devices = devices,
            DeviceRules = rules,
            Resources = ResourcePart.Build(record.HostConfig.Resources, DeviceResolver.BlockDevice),
            Security = security.Resolve(record.HostConfig),
            LinkEnvironment = linkEnvironment,
            CgroupsPath = CgroupPath(record),
            DefaultUlimits = core.Options.DefaultUlimits,
            RootfsPropagation = Propagation(record),
        };
        return new ShimConfig
        {
            Id = record.Id,
            ContainerDirectory = directory,
            Bundle = directory,
            Spec = runtime is null ? SpecBuilder.Build(input) : SpecBuilder.Build(input) with { OciVersion = OlderRuntimes },
            Rootfs = root,
            Terminal = record.Config.Tty,
            OpenStdin = record.Config.OpenStdin,
            StdinOnce = record.Config.StdinOnce,
            UseInit = record.HostConfig.Init ?? core.Options.Init,
            Log = Logs.LogConfigBuilder.Build(record, directory),
            RuntimePath = runtime?.Path,
            RuntimeArgs = runtime?.Arguments ?? [],
            StopSignal = StopSettings.SignalOf(record),
            StopTimeout = StopSettings.TimeoutOf(record),
            ExitFile = core.Store.ExitFileOf(record.Id),
            DurableExit = !record.HostConfig.AutoRemove,
        };
    }

    private List<MountSpec> Mounts(ContainerRecord record)
    {
        var all = mounts.Resolve(record).ToList();
        var taken = all.Select(mount => mount.Destination).ToHashSet(StringComparer.Ordinal);
        var access = record.HostConfig.ReadonlyRootfs ? "ro" : "rw";
        foreach (var (path, destination) in new[]
        {
            (record.ResolvConfPath, "/etc/resolv.conf"), (record.HostnamePath, "/etc/hostname"), (record.HostsPath, "/etc/hosts"),
        })
        {
            if (path.Length > 0 && !taken.Contains(destination))
            {
                all.Add(new MountSpec { Destination = destination, Type = "bind", Source = path, Options = ["rbind", "rprivate", access] });
            }
        }

        return all;
    }

    private string? SharedMemory(ContainerRecord record)
    {
        var mode = record.HostConfig.IpcMode;
        if (ModeParser.IsHost(mode))
        {
            return "/dev/shm";
        }

        if (ModeParser.ContainerOf(mode) is { } other)
        {
            var donor = core.Registry.Resolve(other).Record;
            return ModeParser.IsHost(donor.HostConfig.IpcMode) ? "/dev/shm" : SharedMemory(donor);
        }

        return mode == "shareable" ? core.SharedMemoryPathOf(record.Id) : null;
    }

    private RuntimeProgram? RuntimeOf(ContainerRecord record) =>
        RuntimeProgram.IsOwn(record.HostConfig.Runtime) ? null
        : core.Options.Runtimes.TryGetValue(record.HostConfig.Runtime, out var program) ? program
        : throw EngineException.Invalid($"unknown or invalid runtime name: {record.HostConfig.Runtime}");

    private string CgroupPath(ContainerRecord record)
    {
        var parent = record.HostConfig.Resources.CgroupParent;
        parent = parent.Length > 0 ? parent : core.Options.CgroupParent.Length > 0 ? core.Options.CgroupParent : "/davit";
        return "/" + parent.Trim('/') + "/" + record.Id;
    }

    private static string? Propagation(ContainerRecord record)
    {
        var asked = record.Mounts.Select(mount => mount.Propagation).ToList();
        return asked.Exists(propagation => propagation is "shared" or "rshared") ? "shared"
            : asked.Exists(propagation => propagation is "slave" or "rslave") ? "slave" : null;
    }
}
