namespace Davit.Shim.Logs;

/// <summary>Where reading starts: a file (counted from the oldest), a place in it, and lines to leave out there.</summary>
internal readonly record struct LogStart(int Segment, long Offset, long SkipLines)
{
    /// <summary>The place of the last <paramref name="lines"/> lines, found from the end backwards.</summary>
    public static LogStart OfTail(IReadOnlyList<LogSegment> segments, long lines)
    {
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            var segment = segments[i];
            if (segment.IsCompressed)
            {
                var count = CountLines(segment);
                if (count >= lines)
                {
                    return new LogStart(i, 0, count - lines);
                }

                lines -= count;
            }
            else if (FindFromEnd(segment, ref lines) is var offset and >= 0)
            {
                return new LogStart(i, offset, 0);
            }
        }

        return default;
    }

    /// <summary>A place at or before the first line of a time or later; files are in the order of time.</summary>
    public static LogStart OfTime(IReadOnlyList<LogSegment> segments, long utcTicks)
    {
        var chosen = 0;
        for (var i = 1; i < segments.Count; i++)
        {
            if (segments[i].IsCompressed || (TimeAt(segments[i], 0, out var first, out _) && first < utcTicks))
            {
                chosen = segments[i].IsCompressed ? chosen : i;
            }
        }

        return chosen < segments.Count && !segments[chosen].IsCompressed ? new LogStart(chosen, Bisect(segments[chosen], utcTicks), 0) : default;
    }

    /// <summary>The end of the last whole line.</summary>
    public static long EndOf(LogSegment segment)
    {
        var none = 0L;
        return segment.IsCompressed ? 0 : Math.Max(0, FindFromEnd(segment, ref none));
    }

    /// <summary>The first file whose lines are all later than a time.</summary>
    public static int FirstAfter(IReadOnlyList<LogSegment> segments, long utcTicks)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            using var segment = LogSegment.Reopen(segments[i]);
            if (!TimeAt(segment, 0, out var first, out _) || first > utcTicks)
            {
                return i;
            }
        }

        return segments.Count;
    }

    // The start of the line that is so many lines before the end; -1: the file has fewer, and lines is what is still wanted.
    private static long FindFromEnd(LogSegment segment, ref long lines)
    {
        var buffer = new byte[LogSegment.BlockLength];
        var end = segment.Length;
        var wanted = lines + 1;
        while (end > 0)
        {
            var start = Math.Max(0, end - buffer.Length);
            var block = buffer.AsSpan(0, segment.Read(buffer.AsSpan(0, (int)(end - start)), start));
            for (var newline = block.LastIndexOf((byte)'\n'); newline >= 0; newline = block[..newline].LastIndexOf((byte)'\n'))
            {
                if (--wanted == 0)
                {
                    return start + newline + 1;
                }
            }

            end = start;
        }

        // The first line has no newline before it.
        lines = wanted - 1;
        if (lines == 0)
        {
            return 0;
        }

        return -1;
    }

    private static long CountLines(LogSegment segment)
    {
        using var reopened = LogSegment.Reopen(segment);
        var buffer = new byte[LogSegment.BlockLength];
        var lines = 0L;
        int count;
        while ((count = reopened.Read(buffer, 0)) > 0)
        {
            lines += buffer.AsSpan(0, count).Count((byte)'\n');
        }

        return lines;
    }

    // Lines before the result are earlier. Clocks that were set back make times fall: then what is found may be later than the first.
    private static long Bisect(LogSegment segment, long utcTicks)
    {
        var low = 0L;
        var high = segment.Length;
        while (high - low > LogSegment.BlockLength)
        {
            var middle = (low + high) / 2;
            if (TimeAt(segment, middle, out var ticks, out var lineStart) && ticks < utcTicks)
            {
                low = lineStart;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // Time of the first whole line at or after an offset; its start.
    private static bool TimeAt(LogSegment segment, long offset, out long utcTicks, out long lineStart)
    {
        utcTicks = 0;
        lineStart = offset;
        var buffer = new byte[2 * LogSegment.BlockLength];
        var data = buffer.AsSpan(0, segment.Read(buffer, offset));
        if (offset > 0)
        {
            var newline = data.IndexOf((byte)'\n');
            if (newline < 0)
            {
                return false;
            }

            lineStart += newline + 1;
            data = data[(newline + 1)..];
        }

        var end = data.IndexOf((byte)'\n');
        return end >= 0 && LogEntry.TryParseTime(data[..end], out utcTicks);
    }
}
