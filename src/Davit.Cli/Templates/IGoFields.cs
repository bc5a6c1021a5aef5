namespace Davit.Cli.Templates;

/// <summary>What a template can take fields of: a struct, or a map with string keys.</summary>
internal interface IGoFields
{
    /// <summary>Maps answer unknown fields with "no value"; structs with an error.</summary>
    bool IsMap { get; }

    /// <summary>The Go type that error messages name.</summary>
    string TypeName { get; }

    /// <summary>In the order of the document; a printed or ranged map is sorted by whoever prints it.</summary>
    IEnumerable<KeyValuePair<string, object?>> Entries { get; }

    bool TryGet(string name, out object? value);

    /// <summary>Calls a method with arguments, as <c>.Label "x"</c> does.</summary>
    bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value);
}
