namespace Davit.Shim;

/// <summary>One counter of a block device.</summary>
public sealed record BlockIoCount(long Major, long Minor, string Operation, long Value);
