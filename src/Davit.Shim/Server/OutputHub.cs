using Davit.Shim.Logs;

namespace Davit.Shim.Server;

/// <summary>
/// Where the output of one process goes: to the log, and to every attached client. A client that does not keep up stops the
/// reading, and so in the end the process, as with docker; one that is gone is dropped.
/// </summary>
internal sealed class OutputHub(IContainerLog log)
{
    private readonly List<OutputPump> _pumps = [];
    private readonly List<StreamClient> _clients = [];
    private bool _draining;

    /// <summary>Called when a stream has ended, or a client was dropped or has got everything.</summary>
    public Action? Progress { get; set; }

    /// <summary>All streams have ended.</summary>
    public bool Ended => _pumps.TrueForAll(pump => pump.Ended);

    /// <summary>Every client has got all there is.</summary>
    public bool Delivered => _clients.TrueForAll(client => !client.Congested);

    public bool HasClients => _clients.Count > 0;

    public void Add(OutputPump pump) => _pumps.Add(pump);

    public void Add(StreamClient client) => _clients.Add(client);

    public void Remove(StreamClient client)
    {
        _clients.Remove(client);
        Resume();
        Progress?.Invoke();
    }

    public void Publish(LogStream stream, ReadOnlySpan<byte> data)
    {
        log.Append(stream, data);
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            _clients[i].Send(stream, data);
        }

        if (!_draining && !Delivered)
        {
            _pumps.ForEach(pump => pump.Pause());
        }
    }

    public void Complete(LogStream stream)
    {
        log.Complete(stream);
        Progress?.Invoke();
    }

    public void OnDelivered()
    {
        Resume();
        Progress?.Invoke();
    }

    /// <summary>The process has ended: takes what its pipes still hold, without regard to slow clients.</summary>
    public void Drain()
    {
        _draining = true;
        foreach (var pump in _pumps)
        {
            pump.Drain();
        }
    }

    /// <summary>No more output: streams that somebody else still holds open are given up, clients get their end of file.</summary>
    public void Finish()
    {
        foreach (var pump in _pumps)
        {
            pump.End();
        }

        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            _clients[i].FinishSending();
        }
    }

    /// <summary>Drops all clients, sent to or not.</summary>
    public void DropClients()
    {
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            _clients[i].Drop();
        }
    }

    private void Resume()
    {
        if (Delivered)
        {
            _pumps.ForEach(pump => pump.Resume());
        }
    }
}
