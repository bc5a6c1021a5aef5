namespace Davit.Images.Pulling;

/// <summary>How far a layer is.</summary>
internal enum LayerStage
{
    Waiting,
    Downloading,
    Verifying,
    Downloaded,
    Extracting,
}
