namespace Davit.Storage.Content;

/// <summary>How far an ingest has come, for those who read along. Thread-safe; ends once.</summary>
internal sealed class IngestGrowth
{
    private readonly object gate = new();
    private long length;
    private bool ended;
    private bool failed;

    public void Add(int count)
    {
        lock (gate)
        {
            length += count;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Nothing of what there was counts any more.</summary>
    public void Restart()
    {
        lock (gate)
        {
            length = 0;
        }
    }

    /// <summary>Everything is there and verified.</summary>
    public void End()
    {
        lock (gate)
        {
            ended = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>No more will come; without effect after <see cref="End"/>.</summary>
    public void Fail()
    {
        lock (gate)
        {
            failed = !ended;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until there is something behind this position; 0: the end.</summary>
    /// <exception cref="StorageException">The ingest was given up.</exception>
    public long WaitBeyond(long position)
    {
        lock (gate)
        {
            while (length <= position && !ended)
            {
                // Shorter than what was read of it: it began anew.
                if (failed || length < position)
                {
                    throw new StorageException(StorageErrorKind.NotFound, "the content did not arrive completely");
                }

                Monitor.Wait(gate);
            }

            return length - position;
        }
    }
}
