using System.Collections.Immutable;

namespace Davit.Api.Events;

/// <summary>What an event happened to.</summary>
public sealed record EventActor
{
    public string ID { get; set; } = "";

    public IReadOnlyDictionary<string, string> Attributes { get; set; } = ImmutableDictionary<string, string>.Empty;
}
