namespace Davit.Engine.SystemInfo;

/// <summary>Which parts <c>system df</c> wants.</summary>
public sealed record DiskUsageRequest(bool Images = true, bool Containers = true, bool Volumes = true);
