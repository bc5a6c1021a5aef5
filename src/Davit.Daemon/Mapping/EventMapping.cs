using Davit.Api.Events;
using Davit.Engine.Events;

namespace Davit.Daemon.Mapping;

/// <summary>Events; container and image events repeat themselves in the members that clients before API 1.22 read.</summary>
internal static class EventMapping
{
    public static EventMessage ToWire(EngineEvent happened)
    {
        var legacy = happened.Type is "container" or "image";
        return new EventMessage
        {
            Status = legacy ? happened.Action : null,
            Id = legacy ? Text.OrNull(happened.ActorId) : null,
            From = happened.Type == "container" ? Text.OrNull(happened.Attributes.GetValueOrDefault("image")) : null,
            Type = happened.Type,
            Action = happened.Action,
            Actor = new EventActor { ID = happened.ActorId, Attributes = happened.Attributes },
            Scope = happened.Scope,
            Time = happened.Time.ToUnixTimeSeconds(),
            TimeNano = happened.TimeNanoseconds,
        };
    }
}
