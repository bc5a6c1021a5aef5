using Davit.Oci;

namespace Davit.Images.Pushing;

/// <summary>A layer's lines in docker's progress stream; bytes at most ten times a second.</summary>
internal sealed class PushProgress(Digest diffId, Action<ImageProgress> progress, TimeProvider time)
{
    private readonly string id = ImageErrors.Short(diffId);
    private readonly Lock gate = new();
    private readonly ProgressPace pace = new(time);

    public void Say(string status) => progress(new ImageProgress { Status = status, Id = id });

    /// <summary>How to tell about bytes under a heading.</summary>
    public Action<long> Counter(string status, long total) => current =>
    {
        lock (gate)
        {
            if (!pace.IsDue)
            {
                return;
            }

            pace.Mark();
        }

        progress(new ImageProgress { Status = status, Id = id, Current = current, Total = total });
    };
}
