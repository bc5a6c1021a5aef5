namespace Davit.Engine.Events;

/// <summary>Something that happened, in the words of the Engine API's events.</summary>
public sealed record EngineEvent
{
    /// <summary><c>container image volume network daemon</c>.</summary>
    public required string Type { get; init; }

    public required string Action { get; init; }

    /// <summary>Id (or name) of the object.</summary>
    public required string ActorId { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public string Scope { get; init; } = "local";

    public required DateTimeOffset Time { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long TimeNanoseconds { get; init; }
}
