namespace Davit.Engine.Containers;

/// <summary>How an uploaded tar is laid down.</summary>
public sealed record PutArchiveOptions(bool NoOverwriteDirNonDir = false, bool CopyUidGid = false);
