namespace Davit.Images;

/// <summary>Counts of bytes are told at most ten times a second. Not thread-safe.</summary>
internal sealed class ProgressPace(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long? last;

    /// <summary>Whether it is time for the next one.</summary>
    public bool IsDue => last is not { } before || time.GetElapsedTime(before) >= Pause;

    /// <summary>One is told now.</summary>
    public void Mark() => last = time.GetTimestamp();
}
