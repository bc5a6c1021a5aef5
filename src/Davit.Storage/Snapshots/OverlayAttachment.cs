namespace Davit.Storage.Snapshots;

/// <summary>A directory or file of the host (absolute path) to be seen at a path of a container.</summary>
internal readonly record struct OverlayAttachment(string Source, string Destination);
