using System.Globalization;
using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Linux.Sockets;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;

namespace Davit.Shim.Server;

/// <summary>
/// Another OCI runtime with runc's command line (runc, crun, youki). The root is mounted by the shim in a mount namespace of its own, so that
/// nothing of it is left on the host when shim and container are gone. The runtime's processes end up as the shim's children
/// because it is the child subreaper.
/// </summary>
internal sealed class CommandRuntime : ITaskRuntime
{
    private readonly ShimDirectory _directory;
    private readonly RuntimeCommand _command;
    private readonly string _id;
    private readonly string? _cgroupPath;
    private readonly int _inheritedOomScore;
    private readonly CommandRootfs? _rootfs;

    public CommandRuntime(ShimConfig config, ShimDirectory directory, OomProtection protection)
    {
        _directory = directory;
        _id = config.Id;
        _cgroupPath = config.Spec.Linux?.CgroupsPath;
        _inheritedOomScore = protection.Inherited;
        _command = new RuntimeCommand(config.RuntimePath!, config.RuntimeArgs, directory, protection);
        _rootfs = config.Rootfs is null ? null : new CommandRootfs(config.Rootfs, directory.Rootfs);
        WriteBundle(config);
    }

    public CgroupHandle? Cgroup { get; private set; }

    public TaskProcess Create(TaskStdio stdio)
    {
        _rootfs?.Mount();
        try
        {
            var process = Launch(stdio, ["create", "--bundle", _directory.Bundle], [_id]);
            Cgroup = _cgroupPath is null ? null : CgroupHandle.Open(CgroupHost.Detect(), _cgroupPath);
            return process;
        }
        catch
        {
            _command.TryRun("delete", "--force", _id);
            _rootfs?.Unmount();
            throw;
        }
    }

    public void Start() => _command.Run("start", _id);

    public void Signal(int signal, bool all)
    {
        if (all && Cgroup is { } cgroup)
        {
            cgroup.KillAll(signal);
            return;
        }

        _command.Run("kill", _id, signal.ToString(CultureInfo.InvariantCulture));
    }

    public void Pause() => _command.Run("pause", _id);

    public void Resume() => _command.Run("resume", _id);

    public void Update(ResourcesSpec resources)
    {
        File.WriteAllBytes(_directory.Resources, JsonSerializer.SerializeToUtf8Bytes(resources, RuntimeJson.Default.ResourcesSpec));
        _command.Run("update", "--resources", _directory.Resources, _id);
    }

    public TaskProcess Exec(ProcessSpec process, TaskStdio stdio)
    {
        var document = process with { OomScoreAdj = process.OomScoreAdj ?? _inheritedOomScore };
        File.WriteAllBytes(_directory.ExecProcess, JsonSerializer.SerializeToUtf8Bytes(document, RuntimeJson.Default.ProcessSpec));
        return Launch(stdio, ["exec", "--detach", "--process", _directory.ExecProcess], [_id]);
    }

    public IReadOnlyList<string> Delete()
    {
        var failures = new List<string>();
        if (_command.TryRun("delete", "--force", _id) is { } failure)
        {
            failures.Add(failure.Message);
        }

        try
        {
            if (Cgroup is { } cgroup)
            {
                CgroupEnd.KillAndRemove(cgroup);
            }
        }
        catch (Exception exception) when (exception is CgroupException or LinuxException)
        {
            failures.Add(exception.Message);
        }

        _rootfs?.Unmount();
        return failures;
    }

    public void Dispose() => Cgroup?.Dispose();

    // Runs a command that leaves a process behind, and finds out its pid and, with a terminal, the master.
    private TaskProcess Launch(TaskStdio stdio, IReadOnlyList<string> command, IReadOnlyList<string> operands)
    {
        DirectoryCalls.TryUnlink(null, _directory.RuntimePid);
        string[] pidFile = ["--pid-file", _directory.RuntimePid];
        if (!stdio.Terminal)
        {
            _command.Run([.. command, .. pidFile, .. operands], [stdio.Input, stdio.Output, stdio.Error]);
            return new TaskProcess(ReadPid(), null);
        }

        DirectoryCalls.TryUnlink(null, _directory.ConsoleSocket);
        using var listener = UnixSocketCalls.Listen(_directory.ConsoleSocket, SocketKind.Stream, 1);
        _command.Run([.. command, "--console-socket", _directory.ConsoleSocket, .. pidFile, .. operands], [null, null, null]);
        return new TaskProcess(ReadPid(), ReceiveConsole(listener));
    }

    // The runtime has connected, sent and ended: nothing is waited for here.
    private static FileDescriptor ReceiveConsole(FileDescriptor listener)
    {
        ReadWriteCalls.SetNonBlocking(listener, on: true);
        var files = new List<FileDescriptor>(1);
        if (UnixSocketCalls.TryAccept(listener, nonBlocking: true, out var connection) == Errno.None)
        {
            using (connection)
            {
                Span<byte> name = stackalloc byte[256];
                DescriptorPassing.TryReceive(connection!, name, files, out _);
            }
        }

        return files.Count > 0 ? files[0] : throw new ShimException(ShimErrorKind.SetupFailed, "the runtime sent no terminal");
    }

    private int ReadPid() => int.Parse(File.ReadAllText(_directory.RuntimePid), CultureInfo.InvariantCulture);

    private void WriteBundle(ShimConfig config)
    {
        Directory.CreateDirectory(_directory.Bundle);
        Directory.CreateDirectory(_directory.RuntimeState);
        var process = config.Spec.Process;
        var spec = config.Spec with
        {
            // crun before 1.9 takes no later version; the documents differ only by fields that older runtimes skip.
            OciVersion = "1.0.2",
            Root = _rootfs is null ? AbsoluteRoot(config) : new RootSpec { Path = _directory.Rootfs, Readonly = config.Spec.Root?.Readonly ?? false },
            Process = process is null ? null : process with { Terminal = config.Terminal, OomScoreAdj = process.OomScoreAdj ?? _inheritedOomScore },
        };
        File.WriteAllBytes(_directory.BundleConfig, JsonSerializer.SerializeToUtf8Bytes(spec, RuntimeJson.Default.Spec));
    }

    private static RootSpec? AbsoluteRoot(ShimConfig config) => config.Spec.Root is { } root
        ? root with { Path = Path.GetFullPath(root.Path, config.Bundle) }
        : null;
}
