namespace Davit.Engine.Containers;

/// <summary>A log as a body: docker's multiplexed frames, or raw when <see cref="Tty"/>.</summary>
public sealed record LogContent(bool Tty, StreamProducer Content);
