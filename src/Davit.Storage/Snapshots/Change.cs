namespace Davit.Storage.Snapshots;

/// <summary>One line of <c>docker diff</c>: an absolute path in the container.</summary>
public sealed record Change(ChangeKind Kind, string Path);
