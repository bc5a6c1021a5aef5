using System.Diagnostics.CodeAnalysis;

namespace Davit.Cli.Templates;

/// <summary>A Go map with string keys, or a document that stands for a Go struct; keeps the order it was filled in.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "named after Go's map")]
internal sealed class GoMap : IGoFields
{
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public bool IsMap => true;

    /// <summary>
    /// Its members are the fields of one of docker's structs, which templates are written for: <c>ApiVersion</c> and <c>Id</c> are also
    /// found as <c>APIVersion</c> and <c>ID</c>. The keys of other maps, such as labels, are whatever somebody chose, and found as they are.
    /// </summary>
    public bool IsDocument { get; init; }

    /// <summary>A map that was never made: JSON has <c>null</c> for it.</summary>
    public bool IsNil { get; init; }

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

    public bool TryGet(string name, out object? value) =>
        _values.TryGetValue(name, out value) || (IsDocument && GoNameOf(name) is { } key && _values.TryGetValue(key, out value));

    public bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = null;
        return false;
    }

    private string? GoNameOf(string name) => name.Length > 0 && char.IsAsciiLetterUpper(name[0])
        ? _keys.Find(key => key.Length > 0 && char.IsAsciiLetterUpper(key[0]) && key.Equals(name, StringComparison.OrdinalIgnoreCase))
        : null;
}
