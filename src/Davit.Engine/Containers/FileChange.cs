namespace Davit.Engine.Containers;

/// <summary>A path of the root that differs from the image.</summary>
public sealed record FileChange(string Path, FileChangeKind Kind);
