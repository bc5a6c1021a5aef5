namespace Davit.Shim.Server;

/// <summary>
/// After the end of a process: waits until everything that it wrote is recorded and was sent to clients, then calls <paramref name="done"/>
/// once. Somebody else who holds the pipe open, or a client that does not read, is waited for no longer than dockerd does: two seconds.
/// </summary>
internal sealed class OutputDrain(EventLoop loop, OutputHub hub, Action done)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    private bool _done;

    public void Start()
    {
        hub.Progress = Check;
        hub.Drain();
        Check();
        if (!_done)
        {
            loop.After(s_limit, Finish);
        }
    }

    private void Check()
    {
        if (hub.Ended && hub.Delivered)
        {
            Finish();
        }
    }

    private void Finish()
    {
        if (!_done)
        {
            _done = true;
            done();
        }
    }
}
