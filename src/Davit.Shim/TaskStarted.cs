namespace Davit.Shim;

/// <summary>A container's init has been executed.</summary>
/// <param name="Pid">Its pid, as the host sees it.</param>
/// <param name="StartedAt">When it was executed.</param>
public sealed record TaskStarted(int Pid, DateTimeOffset StartedAt);
