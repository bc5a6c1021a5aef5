namespace Davit.Images.Pulling;

/// <summary>A moment in a layer's transfer: bytes of the blob that are there, or that are unpacked.</summary>
internal readonly record struct LayerState(LayerStage Stage, long Current, long Total);
