using Davit.Shim;

namespace Davit.Engine.Attaching;

/// <summary>
/// Clients that attached before the container was started: they are connected after its shim is there and before its process runs, so
/// that nothing it writes is missed. Thread-safe.
/// </summary>
internal sealed class AttachBoard
{
    private readonly Lock gate = new();
    private readonly List<AttachStream> waiting = [];

    public void Add(AttachStream stream)
    {
        lock (gate)
        {
            waiting.RemoveAll(other => other.IsClosed);
            waiting.Add(stream);
        }
    }

    /// <summary>Connects everyone who waits.</summary>
    public async Task ConnectAsync(ShimClient shim, CancellationToken cancellation)
    {
        foreach (var stream in Take())
        {
            if (!stream.IsClosed)
            {
                stream.Connect(await shim.AttachAsync(stream.Options, cancellation).ConfigureAwait(false));
            }
        }
    }

    /// <summary>The start failed or the container is removed: everyone who waits reads an end.</summary>
    public void Abandon()
    {
        foreach (var stream in Take())
        {
            stream.Connect(null);
        }
    }

    private AttachStream[] Take()
    {
        lock (gate)
        {
            AttachStream[] taken = [.. waiting];
            waiting.Clear();
            return taken;
        }
    }
}
