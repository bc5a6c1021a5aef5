namespace Davit.Engine.Containers;

/// <summary>A weight for a block device of the host.</summary>
public sealed record BlockWeightDevice(string Path, int Weight);
