using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Shim.Protocol;

namespace Davit.Shim.Server;

/// <summary>
/// The container's execs: those that run, and the exit codes that nobody has asked for yet (the youngest so many, so that a daemon which
/// never asks costs no memory).
/// </summary>
internal sealed class ExecTable(EventLoop loop, ProcessReaper reaper, Action progress)
{
    private const int MaxUnclaimed = 256;

    private readonly Dictionary<string, ExecTask> _running = [];
    private readonly Queue<(string Id, int ExitCode)> _unclaimed = [];
    private readonly List<ExecTask> _delivering = [];

    /// <summary>Execs that run, or whose clients still have output to take.</summary>
    public bool Busy
    {
        get
        {
            _delivering.RemoveAll(exec => !exec.HasClients);
            return _running.Count > 0 || _delivering.Count > 0;
        }
    }

    /// <summary>Starts a process and answers; the answer's connection carries its streams from then on, if it has any.</summary>
    public void Start(Answer answer, string id, AttachOptions wants, ProcessSpec process, bool terminal, ITaskRuntime runtime)
    {
        if (_running.ContainsKey(id))
        {
            throw new ShimException(ShimErrorKind.Invalid, $"exec {id} exists already");
        }

        var attached = wants.Stdin || wants.Stdout || wants.Stderr;
        using var stdio = new TaskStdio(terminal, wants.Stdin, wants.Stdout, wants.Stderr);
        if (!terminal)
        {
            stdio.GiveTo(process.User.Uid, process.User.Gid);
        }

        var started = runtime.Exec(process with { Terminal = terminal }, stdio);
        answer.Done(new MessageWriter().Add(started.Pid));
        var client = attached ? answer.Connection.TakeSocket() : null;
        var exec = new ExecTask(loop, id, started, stdio, wants, client, OnEnded, progress);
        _running.Add(id, exec);
        reaper.Expect(started.Pid, exec.OnExit);
    }

    public void Wait(Answer answer, string id)
    {
        if (_running.TryGetValue(id, out var exec))
        {
            exec.Wait(answer);
            return;
        }

        foreach (var (known, exitCode) in _unclaimed)
        {
            if (known == id)
            {
                Forget(id);
                answer.Done(new MessageWriter().Add(exitCode));
                return;
            }
        }

        throw Unknown(id);
    }

    public void CloseStdin(string id) => Running(id).CloseStdin();

    public void Resize(string id, int width, int height)
    {
        if (Running(id).Resize(width, height) is var errno && errno != Errno.None)
        {
            throw new ShimException(ShimErrorKind.Invalid, $"resize exec {id}: {errno.Describe()}");
        }
    }

    public void Signal(string id, int signal)
    {
        // The pid is not reused before the reaper took it, which happens on this thread.
        if (ProcessCalls.TryKill(Running(id).Pid, signal) is var errno && errno != Errno.None)
        {
            throw new ShimException(ShimErrorKind.Invalid, $"signal {signal} to exec {id}: {errno.Describe()}");
        }
    }

    private static ShimException Unknown(string id) => new(ShimErrorKind.NotFound, $"no such exec: {id}");

    private ExecTask Running(string id) => _running.TryGetValue(id, out var exec) ? exec : throw Unknown(id);

    private void OnEnded(ExecTask exec)
    {
        _running.Remove(exec.Id);
        if (exec.HasClients)
        {
            _delivering.Add(exec);
        }

        foreach (var answer in exec.Waiting)
        {
            answer.Done(new MessageWriter().Add(exec.ExitCode!.Value));
        }

        if (exec.Waiting.Count == 0)
        {
            _unclaimed.Enqueue((exec.Id, exec.ExitCode!.Value));
            if (_unclaimed.Count > MaxUnclaimed)
            {
                _unclaimed.Dequeue();
            }
        }

        progress();
    }

    private void Forget(string id)
    {
        for (var left = _unclaimed.Count; left > 0; left--)
        {
            var entry = _unclaimed.Dequeue();
            if (entry.Id != id)
            {
                _unclaimed.Enqueue(entry);
            }
        }
    }
}
