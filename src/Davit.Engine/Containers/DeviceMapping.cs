namespace Davit.Engine.Containers;

/// <summary>A device of the host (or a directory of them) and its name in the container.</summary>
public sealed record DeviceMapping(string PathOnHost, string PathInContainer, string CgroupPermissions);
