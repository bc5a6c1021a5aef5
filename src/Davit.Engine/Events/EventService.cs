namespace Davit.Engine.Events;

/// <summary>Publishes events to any number of followers and keeps the past in memory (bounded) and on disk. Thread-safe.</summary>
public sealed class EventService
{
    /// <summary>
    /// Past events that the query asks for, then coming ones. Following begins at the call, not at the first read.
    /// </summary>
    public IAsyncEnumerable<EngineEvent> Follow(EventQuery query, CancellationToken cancellation) => throw new NotImplementedException();
}
