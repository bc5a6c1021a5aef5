using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Runtime.Hooks;

namespace Davit.Shim.Server;

/// <summary>Davit's own runtime, in this process.</summary>
/// <param name="first">The configuration, for the start.</param>
/// <param name="readConfig">Reads it anew for what comes later, so that it need not stay in memory while the container runs.</param>
internal sealed class OwnRuntime(ShimConfig first, Func<ShimConfig> readConfig, int inheritedOomScore) : ITaskRuntime
{
    private readonly string? _seccompCache = first.SeccompCacheDirectory;
    private ShimConfig? _first = first;
    private LaunchedProcess? _init;

    public CgroupHandle? Cgroup => _init?.Cgroup;

    public TaskProcess Create(TaskStdio stdio)
    {
        var config = _first ?? readConfig();
        _first = null;
        try
        {
            _init = ContainerLauncher.Create(new LaunchRequest
            {
                Id = config.Id,
                Spec = config.Spec with { Process = WithOomScore(config.Spec.Process) },
                Bundle = config.Bundle,
                Rootfs = config.Rootfs,
                Streams = StreamsOf(stdio),
                UseInit = config.UseInit,
                SeccompCacheDirectory = _seccompCache,
            });
            return new TaskProcess(_init.Pid, _init.Console);
        }
        catch (Exception failure) when (ShimFailures.Translate(failure) is { } translated)
        {
            throw translated;
        }
    }

    public void Start()
    {
        try
        {
            _init!.Start();
        }
        catch (LaunchException failure)
        {
            throw ShimFailures.Translate(failure)!;
        }
    }

    public void Signal(int signal, bool all)
    {
        if (all && Cgroup is { } cgroup)
        {
            cgroup.KillAll(signal);
            return;
        }

        var errno = PidFdCalls.TrySignal(_init!.PidFd, signal);
        if (errno != Errno.None)
        {
            throw errno == Errno.ESRCH
                ? new ShimException(ShimErrorKind.NotRunning, "the container's process has ended")
                : new ShimException(ShimErrorKind.Invalid, $"signal {signal}: {errno.Describe()}");
        }
    }

    public void Pause() => RequireCgroup().Freeze();

    public void Resume() => RequireCgroup().Thaw();

    public void Update(ResourcesSpec resources) => RequireCgroup().Update(resources);

    public TaskProcess Exec(ProcessSpec process, TaskStdio stdio)
    {
        try
        {
            using var launched = ExecLauncher.Start(new ExecRequest
            {
                Process = WithOomScore(process)!,
                InitPid = _init!.Pid,
                Spec = readConfig().Spec,
                Streams = StreamsOf(stdio),
                Cgroup = Cgroup,
                SeccompCacheDirectory = _seccompCache,
            });
            return new TaskProcess(launched.Pid, launched.Console);
        }
        catch (LaunchException failure)
        {
            throw ShimFailures.Translate(failure)!;
        }
    }

    public IReadOnlyList<string> Delete()
    {
        var failures = new List<string>();
        if (Cgroup is { } cgroup)
        {
            Try(failures, () => CgroupEnd.KillAndRemove(cgroup));
        }

        var config = readConfig();
        if (config.Spec.Hooks?.Poststop is { Count: > 0 })
        {
            Try(failures, () => failures.AddRange(PoststopHooks.Run(config.Spec, config.Id, config.Bundle)));
        }

        return failures;
    }

    public void Dispose()
    {
        _init?.Cgroup?.Dispose();
        _init?.Dispose();
    }

    private static void Try(List<string> failures, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is LinuxException or CgroupException or LaunchException)
        {
            failures.Add(failure.Message);
        }
    }

    private CgroupHandle RequireCgroup() =>
        Cgroup ?? throw new ShimException(ShimErrorKind.Invalid, "the container has no control group");

    // Without a score of its own the container would inherit the shim's protection from the OOM killer.
    private ProcessSpec? WithOomScore(ProcessSpec? process) =>
        process is null || process.OomScoreAdj is not null ? process : process with { OomScoreAdj = inheritedOomScore };

    private static ProcessStreams StreamsOf(TaskStdio stdio) =>
        stdio.Terminal ? ProcessStreams.Console : ProcessStreams.From(stdio.Input!, stdio.Output!, stdio.Error!);
}
