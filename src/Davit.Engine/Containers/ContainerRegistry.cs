using System.Collections.Concurrent;

namespace Davit.Engine.Containers;

/// <summary>The containers there are, by id, name and prefix of an id. Reads never wait.</summary>
internal sealed class ContainerRegistry
{
    private const int FullIdLength = 64;
    private readonly ConcurrentDictionary<string, LiveContainer> byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> idByName = new(StringComparer.Ordinal);

    public IEnumerable<LiveContainer> All => byId.Select(pair => pair.Value);

    public int Count => byId.Count;

    /// <summary>Takes a name for a container that is not there yet; the id that has it already otherwise.</summary>
    public bool TryReserve(string name, string id, out string owner)
    {
        owner = idByName.GetOrAdd(name, id);
        return owner == id;
    }

    public void Release(string name, string id) => idByName.TryRemove(new KeyValuePair<string, string>(name, id));

    public void Add(LiveContainer container) => byId[container.Id] = container;

    public void Remove(LiveContainer container)
    {
        byId.TryRemove(container.Id, out _);
        Release(container.Record.Name, container.Id);
    }

    public LiveContainer? Find(string id) => byId.GetValueOrDefault(id);

    public LiveContainer? FindByName(string name) => idByName.TryGetValue(name, out var id) ? Find(id) : null;

    /// <summary>By id, name (a slash before it is allowed) or unambiguous prefix of an id, in this order.</summary>
    /// <exception cref="EngineException">There is none, or several.</exception>
    public LiveContainer Resolve(string reference)
    {
        if (reference.Length == 0)
        {
            throw EngineException.Invalid("no container name or ID supplied");
        }

        return Find(reference) ?? FindByName(reference.TrimStart('/')) ?? FindByPrefix(reference)
            ?? throw EngineException.NotFound($"No such container: {reference}");
    }

    private LiveContainer? FindByPrefix(string prefix)
    {
        if (prefix.Length >= FullIdLength)
        {
            return null;
        }

        LiveContainer? found = null;
        foreach (var (id, container) in byId)
        {
            if (id.StartsWith(prefix, StringComparison.Ordinal))
            {
                found = found is null ? container : throw EngineException.Invalid($"multiple IDs found with provided prefix: {prefix}");
            }
        }

        return found;
    }
}
