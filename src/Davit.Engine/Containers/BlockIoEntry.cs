namespace Davit.Engine.Containers;

/// <summary>A counter of a block device.</summary>
public sealed record BlockIoEntry(ulong Major, ulong Minor, string Operation, ulong Value);
