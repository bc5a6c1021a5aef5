using System.Buffers;
using System.Text.Json;
using System.Text;

namespace Davit.Client;

/// <summary>The <c>filters</c> of a list: per name a set of values, all of which docker sends as <c>{"name":{"value":true}}</c>.</summary>
public sealed class Filters
{
    private readonly SortedDictionary<string, SortedSet<string>> _values = new(StringComparer.Ordinal);

    public bool IsEmpty => _values.Count == 0;

    public Filters Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var set))
        {
            _values[name] = set = new(StringComparer.Ordinal);
        }

        set.Add(value);
        return this;
    }

    public bool Contains(string name) => _values.ContainsKey(name);

    public IEnumerable<string> Values(string name) => _values.TryGetValue(name, out var set) ? set : [];

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in _values)
            {
                writer.WriteStartObject(name);
                foreach (var value in values)
                {
                    writer.WriteBoolean(value, true);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
