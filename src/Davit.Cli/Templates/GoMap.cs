using System.Diagnostics.CodeAnalysis;

namespace Davit.Cli.Templates;

/// <summary>A Go map with string keys; keeps the order it was filled in.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "named after Go's map")]
internal sealed class GoMap : IGoFields
{
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public bool IsMap => true;

    public string TypeName { get; init; } = "map[string]interface {}";

    public int Count => _keys.Count;

    public IEnumerable<KeyValuePair<string, object?>> Entries => _keys.Select(key => KeyValuePair.Create(key, _values[key]));

    public object? this[string key]
    {
        set
        {
            if (!_values.ContainsKey(key))
            {
                _keys.Add(key);
            }

            _values[key] = value;
        }
    }

    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

    public bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = null;
        return false;
    }
}
