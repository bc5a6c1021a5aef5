namespace Davit.Cli.Templates;

/// <summary>A value with the fields of a Go struct.</summary>
internal sealed class GoStruct(GoSchema schema, IReadOnlyDictionary<string, object?> values, IReadOnlyList<KeyValuePair<string, object?>> unknown) : IGoFields
{
    public bool IsMap => false;

    public string TypeName => schema.TypeName;

    /// <summary>The fields by their Go names, which is what printing goes through.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Entries => schema.Fields.Select(known => KeyValuePair.Create(known.Name, values[known.Name]));

    /// <summary>The members as JSON has them.</summary>
    public IEnumerable<KeyValuePair<string, object?>> JsonEntries => schema.Fields
        .Where(known => !known.OmitsEmpty || GoPrinter.IsTrue(values[known.Name]))
        .Select(known => KeyValuePair.Create(known.Json, values[known.Name])).Concat(unknown);

    public bool TryGet(string name, out object? value) => values.TryGetValue(name, out value);

    public bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = null;
        return false;
    }
}
