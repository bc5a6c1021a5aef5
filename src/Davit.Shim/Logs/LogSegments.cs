namespace Davit.Shim.Logs;

/// <summary>The files of a log at one moment, the oldest first. Owns them.</summary>
internal sealed class LogSegments : IDisposable
{
    // A rotation renames a few files; a gap that stays is one that somebody has made.
    private const int Attempts = 50;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    private readonly List<LogSegment> _segments = [];

    public IReadOnlyList<LogSegment> All => _segments;

    /// <summary>
    /// Opens what is there. The current file is opened first: a rotation meanwhile makes a file appear twice under two names, which its inode
    /// tells, and never lets one be missed. It renames from the oldest down, though: for a moment a name is missing with older files behind
    /// it, and then all is opened again.
    /// </summary>
    public static LogSegments Open(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            var segments = OpenOnce(path, out var gap);
            if (!gap || attempt == Attempts)
            {
                return segments;
            }

            segments.Dispose();
            Thread.Sleep(s_pause);
        }
    }

    private static LogSegments OpenOnce(string path, out bool gap)
    {
        var segments = new LogSegments();
        try
        {
            segments.AddIfNew(LogSegment.TryOpen(path));
            var number = 1;
            while (segments.AddRotated($"{path}.{number}"))
            {
                number++;
            }

            gap = Exists($"{path}.{number + 1}");
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

    private static bool Exists(string path) => File.Exists(path) || File.Exists(path + ".gz");

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
