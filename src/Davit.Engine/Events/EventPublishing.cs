using Davit.Engine.Containers;

namespace Davit.Engine.Events;

/// <summary>The events of each noun, with dockerd's attributes.</summary>
internal static class EventPublishing
{
    extension(EventService events)
    {
        public void Container(ContainerRecord record, string action, params ReadOnlySpan<(string Key, string Value)> more)
        {
            var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in record.Config.Labels ?? new Dictionary<string, string>())
            {
                attributes[key] = value;
            }

            attributes["image"] = record.Config.Image;
            attributes["name"] = record.Name;
            foreach (var (key, value) in more)
            {
                attributes[key] = value;
            }

            events.Publish("container", action, record.Id, attributes);
        }

        public void Network(string action, string networkId, string networkName, string driver, string containerId) => events.Publish(
            "network",
            action,
            networkId,
            new SortedDictionary<string, string>(StringComparer.Ordinal) { ["container"] = containerId, ["name"] = networkName, ["type"] = driver });

        public void Volume(string action, string name, params ReadOnlySpan<(string Key, string Value)> more)
        {
            var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["driver"] = "local" };
            foreach (var (key, value) in more)
            {
                attributes[key] = value;
            }

            events.Publish("volume", action, name, attributes);
        }

        public void Image(string action, string id, string name, IReadOnlyDictionary<string, string>? labels = null)
        {
            var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in labels ?? new Dictionary<string, string>())
            {
                attributes[key] = value;
            }

            attributes["name"] = name;
            events.Publish("image", action, id, attributes);
        }
    }
}
