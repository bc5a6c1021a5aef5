namespace Davit.Shim.Logs;

/// <summary>
/// Reads a container's json-file log with its rotated files. Holds no files open between calls; any number of readers and the
/// writing shim may work at the same time. A last line that is only half written is left out (until it is complete, when
/// following).
/// </summary>
public sealed class LogReader(string path)
{
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(80);

    /// <summary>Writes the wanted lines of the log as it is now to <paramref name="output"/>.</summary>
    public async Task CopyToAsync(Stream output, LogReadOptions options, CancellationToken cancellation)
    {
        using var segments = LogSegments.Open(path);
        await CopySegmentsAsync(segments.All, new LogOutput(output, options), options, cancellation);
    }

    /// <summary>
    /// Writes the wanted lines and then those that come, across rotations, until <paramref name="ended"/> has completed (the
    /// container has stopped) and everything was written.
    /// </summary>
    public async Task FollowAsync(Stream output, LogReadOptions options, Task ended, CancellationToken cancellation)
    {
        var sink = new LogOutput(output, options);
        LogSegment? current;
        long position;
        using (var segments = LogSegments.Open(path))
        {
            position = await CopySegmentsAsync(segments.All, sink, options, cancellation);
            current = segments.All.Count > 0 ? LogSegment.Reopen(segments.All[^1]) : null;
        }

        try
        {
            var pause = s_shortestPause;
            while (!sink.Ended)
            {
                // Asked before reading: what was written before the end is read after it.
                var last = ended.IsCompleted;
                var rotated = current is null || !IsCurrent(current);
                var moved = current is null ? 0 : await CopyFromAsync(current, position, sink, long.MaxValue, cancellation);
                position += moved;
                if (rotated)
                {
                    var next = await FollowRotationAsync(current, sink, cancellation);
                    if (next is not null)
                    {
                        current?.Dispose();
                        current = next;
                        position = 0;
                        continue;
                    }
                }
                else if (current!.CurrentLength < position)
                {
                    // The file was emptied (one file only is kept): what is in it now is new.
                    sink.Lines.Forget();
                    position = 0;
                    continue;
                }

                if (last)
                {
                    return;
                }

                pause = moved > 0 ? s_shortestPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, s_longestPause.Ticks));
                await Task.WhenAny(ended, Task.Delay(pause, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            current?.Dispose();
        }
    }

    // The files that came after the one that was current, all but the last; the last becomes the current one. Null: there is none yet.
    private async Task<LogSegment?> FollowRotationAsync(LogSegment? from, LogOutput sink, CancellationToken cancellation)
    {
        sink.Lines.Forget();
        using var segments = LogSegments.Open(path);
        if (segments.All.Count == 0)
        {
            return null;
        }

        var first = IndexAfter(segments.All, from, sink.LastTicks);
        for (var i = first; i < segments.All.Count - 1; i++)
        {
            await CopyFromAsync(segments.All[i], 0, sink, long.MaxValue, cancellation);
            sink.Lines.Forget();
        }

        return first >= segments.All.Count ? null : LogSegment.Reopen(segments.All[^1]);
    }

    // Where the file read last has been compressed or removed since, times tell what is new.
    private static int IndexAfter(IReadOnlyList<LogSegment> segments, LogSegment? from, long lastTicks)
    {
        for (var i = segments.Count - 1; i >= 0 && from is not null; i--)
        {
            if (segments[i].Inode == from.Inode)
            {
                return i + 1;
            }
        }

        return from is null ? 0 : LogStart.FirstAfter(segments, lastTicks);
    }

    private bool IsCurrent(LogSegment segment)
    {
        using var there = LogSegment.TryOpen(path);
        return there?.Inode == segment.Inode;
    }

    // Returns the place in the last file up to which it was read.
    private static async Task<long> CopySegmentsAsync(
        IReadOnlyList<LogSegment> segments, LogOutput sink, LogReadOptions options, CancellationToken cancellation)
    {
        var start = StartOf(segments, options);
        sink.Lines.Skip = start.SkipLines;
        var offset = start.Offset;
        for (var i = start.Segment; i < segments.Count && !sink.Ended; i++)
        {
            var length = segments[i].IsCompressed ? long.MaxValue : segments[i].Length;
            offset += await CopyFromAsync(segments[i], offset, sink, length, cancellation);
            if (i < segments.Count - 1)
            {
                sink.Lines.Forget();
                offset = 0;
            }
        }

        return offset;
    }

    private static LogStart StartOf(IReadOnlyList<LogSegment> segments, LogReadOptions options)
    {
        if (options.Tail >= 0)
        {
            return options.Tail == 0 && segments.Count > 0
                ? new LogStart(segments.Count - 1, LogStart.EndOf(segments[^1]), 0)
                : LogStart.OfTail(segments, options.Tail);
        }

        return options.Since is { } since ? LogStart.OfTime(segments, since.UtcTicks) : default;
    }

    // Copies from an offset to the end (or to limit). Returns the number of bytes that were read.
    private static async Task<long> CopyFromAsync(LogSegment segment, long offset, LogOutput sink, long limit, CancellationToken cancellation)
    {
        var position = offset;
        while (position < limit && !sink.Ended)
        {
            var wanted = (int)Math.Min(sink.Block.Length, limit - position);
            var count = segment.Read(sink.Block.AsSpan(0, wanted), position);
            if (count == 0)
            {
                break;
            }

            position += count;
            sink.Lines.Add(sink.Block.AsSpan(0, count));
            await sink.FlushAsync(cancellation);
        }

        return position - offset;
    }
}
