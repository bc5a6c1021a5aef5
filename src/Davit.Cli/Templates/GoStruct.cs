namespace Davit.Cli.Templates;

/// <summary>A value with the fields of a Go struct.</summary>
internal sealed class GoStruct(GoSchema schema, IReadOnlyDictionary<string, object?> values, IReadOnlyList<KeyValuePair<string, object?>> unknown) : IGoFields
{
    public bool IsMap => false;

    public string TypeName => schema.TypeName;

    /// <summary>The fields by their Go names, which is what printing goes through.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Entries => schema.Fields.Select(field => KeyValuePair.Create(field.Name, values[field.Name]));

    /// <summary>The members as JSON has them.</summary>
    public IEnumerable<KeyValuePair<string, object?>> JsonEntries => schema.Fields
        .Where(field => !field.OmitsEmpty || GoPrinter.IsTrue(values[field.Name]))
        .Select(field => KeyValuePair.Create(field.Json, values[field.Name])).Concat(unknown);

    public bool TryGet(string name, out object? value) => values.TryGetValue(name, out value);

    public bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = null;
        return false;
    }
}
