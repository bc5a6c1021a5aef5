namespace Davit.Storage.Snapshots;

/// <summary>What a container's writable layer holds: bytes of its files (docker's SizeRw) and the number of its files and directories.</summary>
public sealed record SnapshotUsage(long Size, long Inodes);
