namespace Davit.Engine.Containers;

/// <summary>How to remove.</summary>
public sealed record RemoveOptions(bool Force = false, bool RemoveVolumes = false, bool Link = false);
