using System.Collections.Concurrent;
using Davit.Network.Netlink;

namespace Davit.Network.Sandbox;

/// <summary>
/// Removes host links behind the back of whoever detaches: the kernel waits for grace periods (some 30 ms) with each removal, but as
/// long for many as for one. Links that are queued together are put into one link group and removed by it.
/// </summary>
internal sealed class LinkGraveyard : IDisposable
{
    /// <summary>"davi": no distribution uses it; other daemons of ours put only dead links there too.</summary>
    private const uint Group = 0x64617669;

    private readonly BlockingCollection<(string Link, Action Removed)> _queue = [];
    private readonly RouteClient _routes = new();
    private readonly Action<string> _log;
    private readonly Thread _thread;

    public LinkGraveyard(Action<string> log)
    {
        _log = log;
        _thread = new Thread(Work, 256 * 1024) { IsBackground = true, Name = "links" };
        _thread.Start();
    }

    /// <param name="link">Name of the link; it may be gone already.</param>
    /// <param name="removed">Called when it is gone: from then on its address may be given to another.</param>
    public void Bury(string link, Action removed) => _queue.Add((link, removed));

    /// <summary>Waits until everything that was queued has gone.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _routes.Dispose();
        _queue.Dispose();
    }

    private void Work()
    {
        var together = new List<(string Link, Action Removed)>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            together.Add(first);
            while (_queue.TryTake(out var next))
            {
                together.Add(next);
            }

            try
            {
                _routes.RemoveLinks([.. together.Select(item => item.Link)], Group);
            }
            catch (Exception e)
            {
                _log($"links {string.Join(", ", together.Select(item => item.Link))} cannot be removed: {e.Message}");
            }

            together.ForEach(item => item.Removed());
            together.Clear();
        }
    }
}
