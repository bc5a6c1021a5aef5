using Davit.Engine.Filtering;

namespace Davit.Engine.Events;

/// <summary>Which events a follower wants (moby's daemon/events/filter.go has the rules: a filter that events do not have changes nothing).</summary>
internal sealed class EventFilter(Filters filters)
{
    public bool Matches(EngineEvent item) =>
        MatchesAction(item)
        && filters.ExactMatch("type", item.Type)
        && filters.ExactMatch("scope", item.Scope)
        && MatchesActor(item, "daemon")
        && MatchesActor(item, "container")
        && MatchesActor(item, "volume")
        && MatchesActor(item, "network")
        && MatchesActor(item, "plugin")
        && MatchesActor(item, "service")
        && MatchesActor(item, "node")
        && MatchesActor(item, "secret")
        && MatchesActor(item, "config")
        && MatchesImage(item)
        && MatchesLabels(item);

    /// <summary><c>exec_create</c> and <c>health_status</c> stand for all that begin so.</summary>
    private bool MatchesAction(EngineEvent item)
    {
        if (filters.ExactMatch("event", item.Action))
        {
            return true;
        }

        var colon = item.Action.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && filters.ExactMatch("event", item.Action[..colon]);
    }

    private bool MatchesActor(EngineEvent item, string type)
    {
        var wanted = filters.Get(type);
        if (wanted.Count == 0)
        {
            return true;
        }

        item.Attributes.TryGetValue("name", out var name);
        return item.Type == type
            ? wanted.Any(value => item.ActorId.StartsWith(value, StringComparison.Ordinal) || (name?.StartsWith(value, StringComparison.Ordinal) ?? false))
            : type == "container" && item.Attributes.TryGetValue("container", out var container)
                && wanted.Any(value => container.StartsWith(value, StringComparison.Ordinal));
    }

    private bool MatchesImage(EngineEvent item)
    {
        var wanted = filters.Get("image");
        if (wanted.Count == 0)
        {
            return true;
        }

        var name = item.Attributes.GetValueOrDefault(item.Type == "image" ? "name" : "image") ?? "";
        return wanted.Contains(item.ActorId) || wanted.Contains(name) || wanted.Contains(WithoutTag(name));
    }

    private bool MatchesLabels(EngineEvent item)
    {
        if (!filters.Contains("label"))
        {
            return true;
        }

        return filters.MatchLabels(item.Attributes);
    }

    private static string WithoutTag(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
