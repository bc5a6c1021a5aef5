namespace Davit.Storage.Host;

/// <summary>A device node of the host.</summary>
/// <param name="Type"><c>c</c> or <c>b</c>.</param>
/// <param name="Mode">Permission bits.</param>
public sealed record HostDevice(string Path, string Type, long Major, long Minor, uint Mode, uint Uid, uint Gid);
