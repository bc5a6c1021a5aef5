namespace Davit.Engine.Containers;

/// <summary>A rate for a block device of the host.</summary>
public sealed record BlockThrottleDevice(string Path, ulong Rate);
