using System.Globalization;
using System.Text;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>exec</c>: a further process in a running container.</summary>
internal static class ExecCommand
{
    private static readonly string[] Flags = ["tty|t", "detach|d", "no-new-privs", "ignore-paused", "no-subreaper"];

    private static readonly string[] Valued =
    [
        "process|p", "cwd", "env|e", "user|u", "additional-gids|g", "cap|c", "apparmor", "process-label", "cgroup",
        "console-socket", "pid-file", "pidfd-socket", "preserve-fds",
    ];

    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, Flags, Valued);
        ImageProtection.Ensure();
        var state = context.Store.Load(options.Id);
        CheckStatus(context, state, options);
        var spec = context.Store.LoadSpec(state.Id);
        var process = ExecProcess.Of(options, spec.Process ?? new ProcessSpec());
        if (process.Terminal && options.Has("detach") && options.Get("console-socket") is null)
        {
            throw new CommandException("the process wants a terminal: give --console-socket, or do not detach");
        }

        using var cgroup = OpenCgroup(state, options.Get("cgroup"));
        using var launched = ExecLauncher.Start(new ExecRequest
        {
            Id = state.Id,
            Process = process,
            InitPid = state.InitProcessPid,
            Spec = spec,
            Streams = process.Terminal ? ProcessStreams.Console : ProcessStreams.Inherited,
            Cgroup = cgroup,
            ConsoleSocket = options.Get("console-socket"),
            PreserveFds = PreservedDescriptors.Count(options.GetInt("preserve-fds", 0)),
            SeccompCacheDirectory = context.SeccompCache,
        });
        WritePidFile(options.Get("pid-file"), launched.Pid);
        return options.Has("detach") ? 0 : ForegroundProcess.Wait(launched);
    }

    private static void CheckStatus(OciContext context, ContainerState state, OptionSet options)
    {
        var status = StatusReader.Read(context.Store, state);
        if (status is ContainerStatus.Running || (status is ContainerStatus.Paused && options.Has("ignore-paused")))
        {
            return;
        }

        // A process that waits for its start is still the engine's own program: nothing of the image runs beside it.
        throw new CommandException($"cannot exec in a container that is {StatusReader.NameOf(status)}");
    }

    private static CgroupHandle? OpenCgroup(ContainerState state, string? below)
    {
        if (below is null)
        {
            return StatusReader.TryOpenCgroup(state);
        }

        if (below.Split('/').Contains(".."))
        {
            throw new CommandException($"cgroup \"{below}\" leaves the container's");
        }

        return CgroupHandle.Open(CgroupHost.Detect(), $"{state.CgroupPath.TrimEnd('/')}/{below.Trim('/')}".TrimEnd('/'));
    }

    private static void WritePidFile(string? path, int pid)
    {
        if (path is not null)
        {
            AtomicFile.WriteVolatile(
                Path.GetFullPath(path), Encoding.ASCII.GetBytes(pid.ToString(CultureInfo.InvariantCulture)), 0x1A4 /* 0644 */);
        }
    }
}
