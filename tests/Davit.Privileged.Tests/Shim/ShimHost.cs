using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Oci;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Shim;

namespace Davit.Privileged.Tests.Shim;

/// <summary>
/// The directories of a daemon's shims, a root file system with busybox, and launchers (each as good as a daemon). Fails the test that leaves
/// a process, a control group or a mount behind.
/// </summary>
public sealed class ShimHost : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("davit-shim-").FullName;
    private readonly FileDescriptor _executable;
    private readonly List<string> _ids = [];

    public ShimHost(string? runtime = null)
    {
        var binary = Environment.GetEnvironmentVariable("DAVIT_BINARY")
            ?? throw new InvalidOperationException("DAVIT_BINARY names the binary under test; './dev test' sets it");
        _executable = OpenCalls.Open(binary, OpenFlags.ReadOnly);
        Runtime = runtime;
        Launcher = NewLauncher();
        foreach (var directory in (string[])["bin", "proc", "dev", "sys", "tmp", "etc"])
        {
            Directory.CreateDirectory(Path.Combine(Rootfs, directory));
        }

        File.Copy("/bin/busybox", Path.Combine(Rootfs, "bin/busybox"));
        foreach (var applet in (string[])["sh", "cat", "sleep", "seq", "dd", "head", "stty", "ls", "true", "yes", "id", "kill", "grep", "tail", "test"])
        {
            File.CreateSymbolicLink(Path.Combine(Rootfs, "bin", applet), "busybox");
        }
    }

    // A parent of our own: removing one takes groups below it along, those too that another host has just made and not filled yet.
    private string CgroupParent => $"/{Path.GetFileName(_root)}";

    public string? Runtime { get; }

    public ShimLauncher Launcher { get; private set; }

    public string Rootfs => Path.Combine(_root, "rootfs");

    public string ShimsDirectory => Path.Combine(_root, "shims");

    /// <summary>A container that runs a shell script.</summary>
    public ShimConfig Script(string script) => Command("/bin/sh", "-c", script);

    public ShimConfig Command(params string[] arguments)
    {
        var id = $"t{Guid.NewGuid():N}";
        _ids.Add(id);
        var directory = Path.Combine(_root, "containers", id);
        Directory.CreateDirectory(Path.Combine(directory, "upper"));
        Directory.CreateDirectory(Path.Combine(directory, "work"));
        return new ShimConfig
        {
            Id = id,
            ContainerDirectory = directory,
            Bundle = directory,
            Spec = NewSpec(id, arguments),
            Rootfs = new OverlayMount { Lower = [Rootfs], Upper = Path.Combine(directory, "upper"), Work = Path.Combine(directory, "work") },
            Log = new LogConfig { Path = Path.Combine(directory, "log.json") },
            ExitFile = Path.Combine(directory, "exit.json"),
            RuntimePath = Runtime,
        };
    }

    public Task<ShimClient> LaunchAsync(ShimConfig config) => Launcher.LaunchAsync(config, TestContext.Current.CancellationToken);

    /// <summary>A process of a running container's.</summary>
    public static ProcessSpec Process(params string[] arguments) => new()
    {
        Args = arguments,
        Env = ["PATH=/bin"],
        Cwd = "/",
        Capabilities = new CapabilitiesSpec { Bounding = ["CAP_KILL"], Effective = ["CAP_KILL"], Permitted = ["CAP_KILL"] },
    };

    /// <summary>What <c>kill -9</c> of the daemon is to the shims: its connections are closed, nothing is said.</summary>
    public async Task LoseDaemonAsync(params ShimClient[] clients)
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        await Launcher.DisposeAsync();
        Launcher = NewLauncher();
    }

    public string DirectoryOf(ShimConfig config) => Launcher.DirectoryOf(config.Id);

    public static bool Exists(int pid) => ProcessCalls.TryKill(pid, 0) == Errno.None && !IsZombie(pid);

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(5, timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        var left = new List<string>();
        foreach (var id in _ids)
        {
            if (Directory.Exists(Launcher.DirectoryOf(id)))
            {
                left.Add($"shim of {id}");
                await RemoveAsync(id);
            }

            if (CgroupHandle.TryOpen(CgroupHost.Detect(), $"{CgroupParent}/{id}") is { } group)
            {
                left.Add($"control group of {id}");
                await RemoveAsync(group);
            }
        }

        await Launcher.DisposeAsync();
        _executable.Dispose();
        if (File.ReadAllText("/proc/self/mountinfo").Contains(_root, StringComparison.Ordinal))
        {
            left.Add("a mount");
        }
        else
        {
            Directory.Delete(_root, recursive: true);
        }

        // The parent of all containers stays, as daemons leave theirs.
        if (CgroupHandle.TryOpen(CgroupHost.Detect(), CgroupParent) is { } parent)
        {
            await RemoveAsync(parent);
        }

        Assert.Empty(left);
    }

    private static async Task RemoveAsync(CgroupHandle group)
    {
        using (group)
        {
            group.KillAll((int)Signal.SIGKILL);
            await UntilAsync(() => group.Pids(recursive: true).Count == 0);
            group.Remove();
        }
    }

    private static bool IsZombie(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private Spec NewSpec(string id, string[] arguments) => new()
    {
        Root = new RootSpec { Path = "rootfs" },
        Process = Process(arguments),
        Hostname = "shim-test",
        Mounts =
        [
            new MountSpec { Destination = "/proc", Type = "proc", Source = "proc" },
            new MountSpec { Destination = "/dev", Type = "tmpfs", Source = "tmpfs", Options = ["nosuid", "mode=755"] },
            new MountSpec { Destination = "/dev/pts", Type = "devpts", Source = "devpts", Options = ["newinstance", "ptmxmode=0666", "mode=0620"] },
        ],
        Linux = new LinuxSpec
        {
            CgroupsPath = $"{CgroupParent}/{id}",
            Namespaces = [new() { Type = "pid" }, new() { Type = "mount" }, new() { Type = "uts" }, new() { Type = "ipc" }, new() { Type = "network" }],
            Resources = new ResourcesSpec { Memory = new MemorySpec { Limit = 64 << 20, Swap = 64 << 20 } },
        },
    };

    private ShimLauncher NewLauncher() => new(ShimsDirectory, _executable);

    private async Task RemoveAsync(string id)
    {
        if (await ShimClient.ConnectAsync(Launcher.DirectoryOf(id), CancellationToken.None) is not { } client)
        {
            await Launcher.RecoverAsync(id, Path.Combine(_root, "containers", id, "exit.json"), CancellationToken.None);
            return;
        }

        await using (client)
        {
            if (client.State.Status is ShimStatus.Running or ShimStatus.Paused)
            {
                await client.SignalAsync((int)Signal.SIGKILL, all: true, CancellationToken.None);
                await client.WaitAsync(CancellationToken.None);
            }

            await client.ReleaseAsync(CancellationToken.None);
        }
    }
}
