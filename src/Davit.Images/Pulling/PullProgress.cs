using Davit.Oci;

namespace Davit.Images.Pulling;

/// <summary>A layer's lines in docker's progress stream: every change of stage, and bytes at most ten times a second.</summary>
internal sealed class PullProgress(Descriptor blob, Action<ImageProgress> progress, TimeProvider time)
{
    private readonly string id = ImageErrors.Short(blob.Digest);
    private readonly Lock gate = new();
    private readonly ProgressPace pace = new(time);
    private LayerStage? stage;

    public void Begin() => Say("Pulling fs layer");

    public void Exists() => Say("Already exists");

    public void End() => Say("Pull complete");

    public void Observe(LayerState state)
    {
        lock (gate)
        {
            if (state.Stage == stage && (state.Stage is not (LayerStage.Downloading or LayerStage.Extracting) || !pace.IsDue))
            {
                return;
            }

            stage = state.Stage;
            pace.Mark();
            switch (state.Stage)
            {
                case LayerStage.Waiting:
                    Say("Waiting");
                    break;
                case LayerStage.Downloading:
                    Say("Downloading", state);
                    break;
                case LayerStage.Verifying:
                    Say("Verifying Checksum");
                    break;
                case LayerStage.Downloaded:
                    Say("Download complete");
                    break;
                default:
                    Say("Extracting", state);
                    break;
            }
        }
    }

    private void Say(string status) => progress(new ImageProgress { Status = status, Id = id });

    private void Say(string status, LayerState state) =>
        progress(new ImageProgress { Status = status, Id = id, Current = state.Current, Total = state.Total });
}
