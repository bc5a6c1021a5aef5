namespace Davit.Shim.Logs;

/// <summary>The files of a log at one moment, the oldest first. Owns them.</summary>
internal sealed class LogSegments : IDisposable
{
    private readonly List<LogSegment> _segments = [];

    public IReadOnlyList<LogSegment> All => _segments;

    /// <summary>
    /// Opens what is there. The current file is opened first: a rotation meanwhile makes a file appear twice under two names, which its inode
    /// tells, and never lets one be missed.
    /// </summary>
    public static LogSegments Open(string path)
    {
        var segments = new LogSegments();
        try
        {
            segments.AddIfNew(LogSegment.TryOpen(path));
            for (var number = 1; segments.AddRotated($"{path}.{number}"); number++)
            {
            }

            segments._segments.Reverse();
            return segments;
        }
        catch
        {
            segments.Dispose();
            throw;
        }
    }

    public void Dispose() => _segments.ForEach(segment => segment.Dispose());

    // While a file is being compressed both forms are there, the plain one complete.
    private bool AddRotated(string path)
    {
        if ((LogSegment.TryOpen(path) ?? LogSegment.TryOpen(path + ".gz")) is not { } segment)
        {
            return false;
        }

        AddIfNew(segment);
        return true;
    }

    private void AddIfNew(LogSegment? segment)
    {
        if (segment is null)
        {
            return;
        }

        if (_segments.Exists(known => known.Inode == segment.Inode))
        {
            segment.Dispose();
            return;
        }

        _segments.Add(segment);
    }
}
