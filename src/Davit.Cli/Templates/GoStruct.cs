namespace Davit.Cli.Templates;

/// <summary>A value with the fields of a Go struct, and those of the structs embedded in it.</summary>
internal sealed class GoStruct(GoSchema schema, IReadOnlyDictionary<string, object?> values, IReadOnlyList<KeyValuePair<string, object?>> unknown) : IGoFields
{
    public bool IsMap => false;

    public string TypeName => schema.TypeName;

    /// <summary>Its type is a pointer, which Go's functions print with a <c>&amp;</c>.</summary>
    public bool IsPointer => schema.TypeName.StartsWith('*') && schema.Text is null;

    /// <summary>What its method String says, if the type has one.</summary>
    public string? Text => schema.Text?.Invoke(this);

    /// <summary>The fields by their Go names, which is what printing goes through.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Entries => schema.Fields.Select(known => KeyValuePair.Create(known.Name, values[known.Name]));

    /// <summary>The members as JSON has them.</summary>
    public IEnumerable<KeyValuePair<string, object?>> JsonEntries => KnownEntries.Concat(unknown);

    private IEnumerable<KeyValuePair<string, object?>> KnownEntries => schema.Fields.SelectMany(known =>
        known.Shape == GoShape.Embedded ? ((GoStruct)values[known.Name]!).KnownEntries
        : known.OmitsEmpty && (known.Shape == GoShape.Pointer ? values[known.Name] is GoNil : IsEmpty(values[known.Name])) ? []
        : [KeyValuePair.Create(known.Json, values[known.Name])]);

    public bool TryGet(string name, out object? value)
    {
        if (values.TryGetValue(name, out value))
        {
            return true;
        }

        foreach (var field in schema.Fields)
        {
            if (field.Shape == GoShape.Embedded && ((GoStruct)values[field.Name]!).TryGet(name, out value))
            {
                return true;
            }
        }

        return false;
    }

    public bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = null;
        return false;
    }

    // encoding/json's omitempty: false, 0, and what has no elements; a pointer is empty only where it is nil.
    private static bool IsEmpty(object? value) => value is null or "" or false or 0L or GoNanoseconds { Value: 0 }
        || (value is GoMap { Count: 0 } or IReadOnlyList<object?> { Count: 0 });
}
