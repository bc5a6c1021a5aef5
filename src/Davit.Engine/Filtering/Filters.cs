using System.Text.Json;

namespace Davit.Engine.Filtering;

/// <summary>
/// Filters as the API's <c>filters</c> parameter carries them: values by key. Values of one key are alternatives, keys
/// must all match (except where a listing says otherwise). Immutable.
/// </summary>
public sealed class Filters
{
    private readonly Dictionary<string, HashSet<string>> values;

    private Filters(Dictionary<string, HashSet<string>> values) => this.values = values;

    public static Filters None { get; } = new([]);

    public bool IsEmpty => values.Count == 0;

    public IEnumerable<string> Keys => values.Keys;

    /// <summary>Reads <c>{"key":["a","b"]}</c> or the older <c>{"key":{"a":true}}</c>; null and empty are no filters.</summary>
    /// <exception cref="EngineException">The text is neither.</exception>
    public static Filters Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return None;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw Malformed(failure);
        }
    }

    /// <summary>For callers inside the engine and tests.</summary>
    public static Filters Of(params IEnumerable<(string Key, string Value)> pairs)
    {
        var values = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            Add(values, key, value);
        }

        return new Filters(values);
    }

    public bool Contains(string key) => values.ContainsKey(key);

    /// <summary>Values of a key; empty when absent.</summary>
    public IReadOnlyCollection<string> Get(string key) => values.TryGetValue(key, out var found) ? found : [];

    /// <summary>True when the key is absent or has exactly this value.</summary>
    public bool ExactMatch(string key, string value) => !values.TryGetValue(key, out var found) || found.Contains(value);

    /// <summary>Reads a switch; absent is null.</summary>
    /// <exception cref="EngineException">More than one value, or not a boolean.</exception>
    public bool? GetSwitch(string key)
    {
        if (!values.TryGetValue(key, out var found))
        {
            return null;
        }

        var on = found.Contains("1") || found.Contains("true");
        var off = found.Contains("0") || found.Contains("false");
        return on == off ? throw InvalidValue(key, found) : on;
    }

    /// <summary>Refuses keys a listing does not know.</summary>
    /// <exception cref="EngineException">An unknown key.</exception>
    public void Accept(params ReadOnlySpan<string> known)
    {
        foreach (var key in values.Keys)
        {
            if (!known.Contains(key))
            {
                throw EngineException.Invalid($"invalid filter '{key}'");
            }
        }
    }

    /// <summary>True when labels satisfy every <c>label=key[=value]</c> and no <c>label!</c>.</summary>
    public bool MatchLabels(IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var wanted in Get("label"))
        {
            if (!HasLabel(labels, wanted))
            {
                return false;
            }
        }

        foreach (var unwanted in Get("label!"))
        {
            if (HasLabel(labels, unwanted))
            {
                return false;
            }
        }

        return true;
    }

    internal static EngineException InvalidValue(string key, IEnumerable<string> found) =>
        EngineException.Invalid($"invalid filter '{key}=[{string.Join(' ', found)}]'");

    private static bool HasLabel(IReadOnlyDictionary<string, string>? labels, string wanted)
    {
        var at = wanted.IndexOf('=', StringComparison.Ordinal);
        var key = at < 0 ? wanted : wanted[..at];
        return labels is not null && labels.TryGetValue(key, out var value)
            && (at < 0 || string.Equals(value, wanted[(at + 1)..], StringComparison.Ordinal));
    }

    private static Filters Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Null)
        {
            return None;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Malformed(null);
        }

        var values = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            ReadValues(values, member);
        }

        return new Filters(values);
    }

    private static void ReadValues(Dictionary<string, HashSet<string>> values, JsonProperty member)
    {
        switch (member.Value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var value in member.Value.EnumerateArray())
                {
                    Add(values, member.Name, value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Malformed(null));
                }

                break;
            case JsonValueKind.Object:
                foreach (var value in member.Value.EnumerateObject())
                {
                    if (value.Value.ValueKind == JsonValueKind.True)
                    {
                        Add(values, member.Name, value.Name);
                    }
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                throw Malformed(null);
        }
    }

    private static void Add(Dictionary<string, HashSet<string>> values, string key, string value)
    {
        if (!values.TryGetValue(key, out var set))
        {
            values[key] = set = new HashSet<string>(StringComparer.Ordinal);
        }

        set.Add(value);
    }

    private static EngineException Malformed(Exception? cause) =>
        EngineException.Invalid("invalid filter: want a JSON object of lists, such as {\"label\":[\"a=b\"]}", cause);
}
