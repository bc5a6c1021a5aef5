namespace Davit.Oci.Stats;

/// <summary>One counter of one block device; <paramref name="Operation"/> is spelled as the kernel does (<c>Read</c>, <c>rbytes</c> becomes <c>read</c>).</summary>
public sealed record BlockIoEntry(ulong Major, ulong Minor, string Operation, ulong Value);
