using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Polling;
using Davit.Linux.Processes;
using Davit.Linux.Sockets;
using Davit.Oci.Runtime;
using Davit.Shim.Protocol;

namespace Davit.Shim.Server;

/// <summary>
/// Serves the daemons that connect, and decides when the shim ends: after a failed start; when the exit was recorded and either released
/// or nobody is connected; always after the attached clients got their output. A shim whose container was never started ends
/// with its daemon.
/// </summary>
internal sealed class ShimServer : IReadyHandler
{
    private static readonly TimeSpan s_firstConnection = TimeSpan.FromSeconds(30);

    private readonly EventLoop _loop;
    private readonly FileDescriptor _listener;
    private readonly EventLoop.Watch _accepting;
    private readonly ContainerTask _task;
    private readonly ExecTable _execs;
    private readonly Action _removeDirectory;
    private readonly List<ControlConnection> _connections = [];
    private bool _released;
    private bool _hidden;

    /// <param name="removeDirectory">Called when nobody is to find the shim any more.</param>
    public ShimServer(EventLoop loop, FileDescriptor listener, ContainerTask task, ProcessReaper reaper, Action removeDirectory)
    {
        _loop = loop;
        _listener = listener;
        _task = task;
        _removeDirectory = removeDirectory;
        _execs = new ExecTable(loop, reaper, EndIfOver);
        _task.Ended = EndIfOver;
        _accepting = loop.Add(listener, PollEvents.In, this);
        loop.After(s_firstConnection, EndIfOver);
    }

    public void OnReady(PollEvents events)
    {
        if (UnixSocketCalls.TryAccept(_listener, nonBlocking: true, out var socket) != Errno.None)
        {
            return;
        }

        // The directory is closed to others already; this is the second lock.
        var user = StreamSocketCalls.PeerUserId(socket!);
        if (user != 0 && user != ProcessCalls.EffectiveUserId)
        {
            socket!.Dispose();
            return;
        }

        _connections.Add(new ControlConnection(_loop, socket!, Serve, OnClosed));
    }

    private void Serve(Answer answer, MessageKind kind, ReadOnlySpan<byte> body)
    {
        try
        {
            Dispatch(answer, kind, body);
        }
        catch (Exception failure) when (ShimFailures.Translate(failure) is { } translated)
        {
            answer.Fail(translated);
        }
        catch (JsonException failure)
        {
            answer.Fail(new ShimException(ShimErrorKind.Invalid, failure.Message));
        }
    }

    private void Dispatch(Answer answer, MessageKind kind, ReadOnlySpan<byte> body)
    {
        var fields = new MessageReader(body);
        switch (kind)
        {
            case MessageKind.Hello:
                answer.Done(ShimAnswers.Of(_task));
                break;
            case MessageKind.Start:
                Start(answer);
                break;
            case MessageKind.Wait:
                _task.Wait(answer);
                break;
            case MessageKind.WaitForOom:
                _task.WaitForOom(answer);
                break;
            case MessageKind.Signal:
                _task.Signal(fields.Int32(), fields.Boolean());
                answer.Done();
                break;
            case MessageKind.Pause:
                _task.Pause();
                answer.Done();
                break;
            case MessageKind.Resume:
                _task.Resume();
                answer.Done();
                break;
            case MessageKind.Update:
                _task.Update(SpecReader.ReadResources(fields.Bytes().ToArray()));
                answer.Done();
                break;
            case MessageKind.Resize:
                Resize(fields.String(), fields.Int32(), fields.Int32());
                answer.Done();
                break;
            case MessageKind.CloseStdin:
                CloseStdin(fields.String());
                answer.Done();
                break;
            case MessageKind.Attach:
                Attach(answer, new AttachOptions { Stdin = fields.Boolean(), Stdout = fields.Boolean(), Stderr = fields.Boolean() });
                break;
            case MessageKind.Exec:
                Exec(answer, fields);
                break;
            case MessageKind.ExecWait:
                _execs.Wait(answer, fields.String());
                break;
            case MessageKind.ExecSignal:
                _execs.Signal(fields.String(), fields.Int32());
                answer.Done();
                break;
            case MessageKind.Release:
                Release(answer);
                break;
            default:
                throw new ShimException(ShimErrorKind.Unsupported, $"the container's shim (protocol {WireHeader.Version}) does not know request {(int)kind}");
        }
    }

    private void Start(Answer answer)
    {
        try
        {
            _task.Start();
        }
        catch (Exception failure) when (ShimFailures.Translate(failure) is { } translated)
        {
            answer.Fail(translated);
            _released = true;
            EndIfOver();
            return;
        }

        answer.Done(new MessageWriter().Add(_task.Pid).Add(_task.StartedAt!.Value.UtcTicks));
    }

    private void Attach(Answer answer, AttachOptions wants)
    {
        answer.Done();
        _task.Attach(answer.Connection.TakeSocket(), wants);
    }

    private void Exec(Answer answer, MessageReader fields)
    {
        _task.RequireStarted();
        if (_task.Status == ShimStatus.Paused)
        {
            throw new ShimException(ShimErrorKind.Paused, "the container is paused");
        }

        var id = fields.String();
        var terminal = fields.Boolean();
        var wants = new AttachOptions { Stdin = fields.Boolean(), Stdout = fields.Boolean(), Stderr = fields.Boolean() };
        var process = SpecReader.ReadProcess(fields.Bytes().ToArray());
        _execs.Start(answer, id, wants, process, terminal, _task.Runtime);
    }

    private void Resize(string execId, int width, int height)
    {
        if (execId.Length == 0)
        {
            _task.Resize(width, height);
        }
        else
        {
            _execs.Resize(execId, width, height);
        }
    }

    private void CloseStdin(string execId)
    {
        if (execId.Length == 0)
        {
            _task.CloseStdin();
        }
        else
        {
            _execs.CloseStdin(execId);
        }
    }

    private void Release(Answer answer)
    {
        if (_task.Status == ShimStatus.Running || _task.Status == ShimStatus.Paused)
        {
            throw new ShimException(ShimErrorKind.Invalid, "the container is running");
        }

        _released = true;
        Hide();
        answer.Done();
        EndIfOver();
    }

    // From here on nobody finds this shim, and all that is left to do is to deliver.
    private void Hide()
    {
        if (!_hidden)
        {
            _hidden = true;
            _accepting.Dispose();
            _listener.Dispose();
            _removeDirectory();
        }
    }

    private void OnClosed(ControlConnection connection)
    {
        _connections.Remove(connection);
        EndIfOver();
    }

    private void EndIfOver()
    {
        var over = _released || (_connections.Count == 0 && _task.Status is ShimStatus.Created or ShimStatus.Exited && !IsAttached);
        if (!over || _task.Status is ShimStatus.Running or ShimStatus.Paused)
        {
            return;
        }

        Hide();
        if (!IsAttached && _connections.TrueForAll(connection => connection.Idle))
        {
            _loop.Stop();
        }
    }

    private bool IsAttached => _task.HasClients || _execs.Busy;
}
