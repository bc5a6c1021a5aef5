using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Linux.Terminals;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Shim.Logs;

namespace Davit.Shim.Server;

/// <summary>
/// The shim's container: Created, Running (or Paused), Exited, in this order and never back. Its end: the init is reaped; the rest
/// is killed; output is drained to log and clients; group and hooks; the exit is recorded; only then is anyone told.
/// </summary>
internal sealed class ContainerTask
{
    private readonly EventLoop _loop;
    private readonly ProcessReaper _reaper;
    private readonly ITaskRuntime _runtime;
    private readonly IContainerLog _log;
    private readonly TaskSettings _settings;
    private readonly TimeProvider _time;
    private readonly OutputHub _hub;
    private readonly InputPump? _input;
    private readonly List<Answer> _waiting = [];
    private readonly OomReport _oom;
    private FileDescriptor? _console;

    public ContainerTask(EventLoop loop, ProcessReaper reaper, ITaskRuntime runtime, IContainerLog log, TaskSettings settings, TimeProvider time)
    {
        _loop = loop;
        _reaper = reaper;
        _runtime = runtime;
        _log = log;
        _settings = settings;
        _time = time;
        _hub = new OutputHub(log);
        _oom = new OomReport(loop);
        _input = settings.OpenStdin ? new InputPump(loop, settings.StdinOnce && !settings.Terminal) : null;
    }

    public ShimStatus Status { get; private set; } = ShimStatus.Created;

    public int Pid { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public TaskExit? Exit { get; private set; }

    public ITaskRuntime Runtime => _runtime;

    /// <summary>Called when the exit was recorded and told, and when a client has got everything after that.</summary>
    public Action? Ended { get; set; }

    /// <summary>A client still has output to take.</summary>
    public bool HasClients => _hub.HasClients;

    /// <summary>Executes the container. On failure nothing of it is left, and clients have their end of file.</summary>
    public void Start()
    {
        if (Status != ShimStatus.Created || Pid != 0)
        {
            throw new ShimException(ShimErrorKind.Invalid, "the container was started already");
        }

        using var stdio = new TaskStdio(_settings.Terminal, _settings.OpenStdin, stdout: true, stderr: true);
        if (!_settings.Terminal)
        {
            stdio.GiveTo(_settings.Uid, _settings.Gid);
        }

        try
        {
            var process = _runtime.Create(stdio);
            Pid = process.Pid;
            _console = process.Console;
            _oom.Watch(_runtime.Cgroup);
            File.WriteAllText(_settings.PidFile, Pid.ToString(CultureInfo.InvariantCulture));
            _runtime.Start();
        }
        catch (Exception failure) when (ShimFailures.Translate(failure) is { } translated)
        {
            Abandon();
            throw translated;
        }

        Status = ShimStatus.Running;
        StartedAt = _time.GetUtcNow();
        TaskStreams.Connect(_loop, stdio, _console, _hub, _input);
        _reaper.Expect(Pid, OnExit);
    }

    public void Attach(FileDescriptor client, AttachOptions wants)
    {
        _ = new StreamClient(_loop, client, wants, _settings.Terminal, _hub, _input);
        if (Status == ShimStatus.Exited)
        {
            _hub.Finish();
        }
    }

    public void Wait(Answer answer)
    {
        if (Exit is null)
        {
            _waiting.Add(answer);
        }
        else
        {
            answer.Done(ShimAnswers.Of(Exit));
        }
    }

    public void WaitForOom(Answer answer) => _oom.Wait(answer);

    public void Signal(int signal, bool all)
    {
        RequireStarted();
        _runtime.Signal(signal, all);
    }

    public void Pause()
    {
        RequireStarted();
        _runtime.Pause();
        Status = ShimStatus.Paused;
    }

    public void Resume()
    {
        RequireStarted();
        _runtime.Resume();
        Status = ShimStatus.Running;
    }

    public void Update(ResourcesSpec resources)
    {
        RequireStarted();
        _runtime.Update(resources);
    }

    public void Resize(int width, int height)
    {
        var errno = _console is null ? Errno.ENOTTY : TerminalCalls.TrySetSize(_console, (ushort)height, (ushort)width);
        if (errno != Errno.None)
        {
            throw new ShimException(ShimErrorKind.Invalid, $"resize: {errno.Describe()}");
        }
    }

    /// <summary>Stops the container as configured; its end is reported as every end is.</summary>
    public void Stop()
    {
        if (Status is not (ShimStatus.Running or ShimStatus.Paused))
        {
            return;
        }

        TrySignal(_settings.StopSignal, all: false);
        if (Status == ShimStatus.Paused)
        {
            Resume();
        }

        if (_settings.StopTimeout is { } patience)
        {
            _loop.After(patience, () => TrySignal((int)Davit.Linux.Processes.Signal.SIGKILL, all: true));
        }
    }

    public void CloseStdin() => _input?.CloseWhenWritten();

    public void RequireStarted()
    {
        if (Status is not (ShimStatus.Running or ShimStatus.Paused))
        {
            throw new ShimException(ShimErrorKind.NotRunning, "the container is not running");
        }
    }

    // It may have ended a moment ago.
    private void TrySignal(int signal, bool all)
    {
        try
        {
            if (Status is ShimStatus.Running or ShimStatus.Paused)
            {
                _runtime.Signal(signal, all);
            }
        }
        catch (Exception failure) when (ShimFailures.Translate(failure) is not null)
        {
        }
    }

    private void OnExit(WaitStatus status)
    {
        var finishedAt = _time.GetUtcNow();
        KillRest();
        new OutputDrain(_loop, _hub, () => Finish(status, finishedAt)).Start();
    }

    // With a pid namespace of its own the kernel has killed all others already.
    private void KillRest()
    {
        try
        {
            if (_runtime.Cgroup is { } cgroup && cgroup.Pids(recursive: true).Count > 0)
            {
                cgroup.KillAll((int)Davit.Linux.Processes.Signal.SIGKILL);
            }
        }
        catch (Exception failure) when (failure is CgroupException or LinuxException)
        {
            // Delete tries again, and reports.
        }
    }

    private void Finish(WaitStatus status, DateTimeOffset finishedAt)
    {
        _hub.Progress = null;
        _input?.Close();
        _hub.Finish();
        _oom.Look(); // the notification can come before the kill that it is about
        var oomKilled = _oom.Seen || OomKilled();
        StopWatching();
        var failures = _runtime.Delete();
        var exit = new TaskExit
        {
            ExitCode = status.ExitCode,
            OomKilled = oomKilled,
            FinishedAt = finishedAt,
            Error = failures.Count == 0 ? null : string.Join("; ", failures),
        };
        Exit = Record(exit);
        Status = ShimStatus.Exited;
        _waiting.ForEach(answer => answer.Done(ShimAnswers.Of(Exit)));
        _waiting.Clear();
        _hub.Progress = Ended;
        Ended?.Invoke();
    }

    // A record that cannot be written (a full disk) is still told; the daemon writes its own.
    private TaskExit Record(TaskExit exit)
    {
        try
        {
            exit.Write(_settings.ExitFile, _settings.DurableExit);
            return exit;
        }
        catch (LinuxException failure)
        {
            return exit with { Error = exit.Error is null ? failure.Message : $"{exit.Error}; {failure.Message}" };
        }
    }

    private bool OomKilled()
    {
        try
        {
            return _runtime.Cgroup?.OomKillCount() > 0;
        }
        catch (Exception failure) when (failure is CgroupException or LinuxException)
        {
            return false;
        }
    }

    private void StopWatching()
    {
        _oom.Stop();
        _console?.Dispose();
        _console = null;
    }

    private void Abandon()
    {
        Status = ShimStatus.Exited;
        _input?.Close();
        StopWatching();
        if (Pid != 0)
        {
            _runtime.Delete();
        }

        _hub.Finish();
    }
}
