using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Linux.Terminals;
using Davit.Shim.Logs;

namespace Davit.Shim.Server;

/// <summary>One exec: its streams from the start to the last byte, and its exit code.</summary>
internal sealed class ExecTask
{
    private readonly EventLoop _loop;
    private readonly OutputHub _hub = new(new NoLog());
    private readonly InputPump? _input;
    private readonly FileDescriptor? _console;
    private readonly List<Answer> _waiting = [];
    private readonly Action<ExecTask> _ended;
    private readonly Action _delivered;

    /// <param name="client">The attached client's socket, owned from now on; null: nothing was attached.</param>
    /// <param name="ended">Called when the exit code is known and all output delivered.</param>
    /// <param name="delivered">Called when a client has got everything after that.</param>
    public ExecTask(
        EventLoop loop,
        string id,
        TaskProcess process,
        TaskStdio stdio,
        AttachOptions wants,
        FileDescriptor? client,
        Action<ExecTask> ended,
        Action delivered)
    {
        _loop = loop;
        _console = process.Console;
        _ended = ended;
        _delivered = delivered;
        Id = id;
        Pid = process.Pid;
        _input = wants.Stdin ? new InputPump(loop, closeWithClient: !stdio.Terminal) : null;
        if (client is not null)
        {
            _ = new StreamClient(loop, client, wants, stdio.Terminal, _hub, _input);
        }

        TaskStreams.Connect(loop, stdio, process.Console, _hub, _input);
    }

    public string Id { get; }

    public int Pid { get; }

    /// <summary>Known once the process has ended and its output was delivered.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>A client still has output to take.</summary>
    public bool HasClients => _hub.HasClients;

    public void Wait(Answer answer) => _waiting.Add(answer);

    public IReadOnlyList<Answer> Waiting => _waiting;

    public void CloseStdin() => _input?.CloseWhenWritten();

    public Errno Resize(int width, int height) =>
        _console is null ? Errno.ENOTTY : TerminalCalls.TrySetSize(_console, (ushort)height, (ushort)width);

    /// <summary>The process has been reaped.</summary>
    public void OnExit(WaitStatus status) => new OutputDrain(_loop, _hub, () => Finish(status.ExitCode)).Start();

    private void Finish(int exitCode)
    {
        ExitCode = exitCode;
        _hub.Progress = null;
        _input?.Close();
        _hub.Finish();
        _console?.Dispose();
        _hub.Progress = _delivered;
        _ended(this);
    }
}
