namespace Davit.Engine.Containers;

/// <summary>A path of a container as a tar stream.</summary>
public sealed record ArchiveContent(PathStat Stat, StreamProducer Content);
