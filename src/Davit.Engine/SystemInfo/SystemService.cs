using System.Diagnostics;
using System.Text;
using Davit.Engine.Containers;
using Davit.Engine.Filtering;
using Davit.Engine.Images;
using Davit.Engine.Specs;
using Davit.Engine.Volumes;
using Davit.Storage.Host;

namespace Davit.Engine.SystemInfo;

/// <summary>The daemon as a whole.</summary>
public sealed class SystemService
{
    private readonly EngineCore core;
    private readonly ContainerService containers;
    private readonly ImageService images;
    private readonly VolumeService volumes;
    private readonly Lazy<string> id;

    internal SystemService(EngineCore core, ContainerService containers, ImageService images, VolumeService volumes)
    {
        this.core = core;
        this.containers = containers;
        this.images = images;
        this.volumes = volumes;
        id = new Lazy<string>(ReadId);
    }

    public Task<SystemDescription> DescribeAsync(CancellationToken cancellation)
    {
        var options = core.Options;
        var host = core.Host;
        var states = core.Registry.All.Select(container => container.Record.State.Status).ToList();
        return Task.FromResult(new SystemDescription
        {
            Id = id.Value,
            Containers = states.Count,
            ContainersRunning = states.Count(status => status is ContainerStatus.Running or ContainerStatus.Restarting),
            ContainersPaused = states.Count(status => status == ContainerStatus.Paused),
            ContainersStopped = states.Count(status => status is not (ContainerStatus.Running or ContainerStatus.Restarting or ContainerStatus.Paused)),
            Images = core.Images.List().Count,
            DriverStatus = [("Backing Filesystem", HostDescription.FileSystemOf(options.DataRoot)), ("Supports d_type", "true"), ("Using metacopy", "false"), ("Native Overlay Diff", "true"), ("userxattr", "false")],
            DataRoot = options.DataRoot,
            MemoryLimit = host.Controllers.Contains("memory"),
            SwapLimit = host.SwapAccounting,
            CpuCfsPeriod = host.Controllers.Contains("cpu"),
            CpuCfsQuota = host.Controllers.Contains("cpu"),
            CpuShares = host.Controllers.Contains("cpu"),
            CpuSet = host.Controllers.Contains("cpuset"),
            PidsLimit = host.Controllers.Contains("pids"),
            OomKillDisable = host.Controllers.Contains("memory") && !host.CgroupV2,
            Ipv4Forwarding = HostFactsReader.Text("/proc/sys/net/ipv4/ip_forward") == "1",
            Debug = options.Debug,
            OpenFiles = Directory.GetFileSystemEntries("/proc/self/fd").Length,
            Threads = Process.GetCurrentProcess().Threads.Count,
            EventListeners = core.Events.FollowerCount,
            SystemTime = core.Now,
            LoggingDriver = options.LogDriver,
            CgroupVersion = host.CgroupV2 ? "2" : "1",
            KernelVersion = host.KernelRelease,
            OperatingSystem = HostDescription.OsRelease("PRETTY_NAME"),
            OsVersion = HostDescription.OsRelease("VERSION_ID"),
            Architecture = host.Architecture switch { "amd64" => "x86_64", "arm64" => "aarch64", var other => other },
            Cpus = host.Cpus,
            MemoryTotal = host.MemoryTotal,
            HostName = HostFactsReader.Text("/proc/sys/kernel/hostname"),
            Labels = options.Labels,
            Experimental = options.Experimental,
            ServerVersion = options.Version,
            Runtimes = Runtimes(),
            DefaultRuntime = options.DefaultRuntime,
            SecurityOptions = SecurityOptions(),
            Warnings = Warnings(),
            LogPlugins = ["json-file", "local", "none"],
            VolumePlugins = ["local"],
            NetworkPlugins = ["bridge", "host", "null"],
            HttpProxy = options.HttpProxy,
            HttpsProxy = options.HttpsProxy,
            NoProxy = options.NoProxy,
        });
    }

    public VersionDescription Version() => new()
    {
        Version = core.Options.Version,
        ApiVersion = core.Options.ApiVersion,
        MinApiVersion = core.Options.MinApiVersion,
        GitCommit = core.Options.GitCommit,
        Runtime = ".NET " + Environment.Version,
        Architecture = core.Host.Architecture,
        KernelVersion = core.Host.KernelRelease,
        BuildTime = core.Options.BuildTime,
        Experimental = core.Options.Experimental,
    };

    public async Task<DiskUsage> DiskUsageAsync(DiskUsageRequest request, CancellationToken cancellation) => new()
    {
        LayersSize = core.Images.LayersSize(),
        Images = request.Images
            ? await images.ListAsync(new ImageListOptions(false, true, Filters.None), cancellation).ConfigureAwait(false) : null,
        Containers = request.Containers
            ? await containers.ListAsync(new ListOptions { All = true, Size = true }, cancellation).ConfigureAwait(false) : null,
        Volumes = request.Volumes ? await Task.Run(volumes.Usage, cancellation).ConfigureAwait(false) : null,
    };

    private Dictionary<string, RuntimeProgram> Runtimes()
    {
        var runtimes = new Dictionary<string, RuntimeProgram>(core.Options.Runtimes, StringComparer.Ordinal);
        foreach (var name in RuntimeProgram.OwnNames)
        {
            runtimes[name] = new RuntimeProgram(Environment.ProcessPath ?? "davit", ["oci"]);
        }

        return runtimes;
    }

    private List<string> SecurityOptions()
    {
        var options = new List<string>();
        if (core.Host.AppArmor)
        {
            options.Add("name=apparmor");
        }

        options.Add("name=seccomp,profile=" + (core.Options.SeccompProfile is "builtin" or "" ? "builtin" : core.Options.SeccompProfile));
        if (core.Options.NoNewPrivileges)
        {
            options.Add("name=no-new-privileges");
        }

        if (core.Host.CgroupV2)
        {
            options.Add("name=cgroupns");
        }

        return options;
    }

    private List<string> Warnings()
    {
        var warnings = new List<string>();
        foreach (var (controller, what) in new[] { ("memory", "memory limit"), ("cpu", "cpu cfs quota"), ("cpuset", "cpuset"), ("io", "blkio weight"), ("pids", "pids limit") })
        {
            if (!core.Host.Controllers.Contains(controller))
            {
                warnings.Add($"WARNING: No {what} support");
            }
        }

        if (!core.Host.SwapAccounting)
        {
            warnings.Add("WARNING: No swap limit support");
        }

        return warnings;
    }

    /// <summary>Made on first use and kept: the identity of this data root.</summary>
    private string ReadId()
    {
        var path = Path.Combine(core.Options.DataRoot, "engine-id");
        if (HostFactsReader.Text(path) is { Length: > 0 } known)
        {
            return known;
        }

        var made = Guid.NewGuid().ToString();
        PartErrors.Guard(() =>
        {
            DocumentFile.Write(path, Encoding.ASCII.GetBytes(made));
            return true;
        });
        return made;
    }
}
