using Davit.Cli.Templates;

namespace Davit.Cli.Formatting;

/// <summary>The first line of a table: instead of its value each field has its heading.</summary>
internal sealed class HeadingRow(IReadOnlyDictionary<string, string> headings) : IGoFields
{
    public bool IsMap => true;

    public string TypeName => "formatter.SubHeaderContext";

    public IEnumerable<KeyValuePair<string, object?>> Entries => headings.Select(heading => KeyValuePair.Create(heading.Key, (object?)heading.Value));

    public bool TryGet(string name, out object? value)
    {
        value = headings.GetValueOrDefault(name);
        return value is not null;
    }

    /// <summary><c>.Label "com.example.git-version"</c> is headed by <c>git version</c>.</summary>
    public bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = name == "Label" && arguments is [string label] ? label[(label.LastIndexOf('.') + 1)..].Replace('-', ' ').Replace('_', ' ') : null;
        return value is not null;
    }
}
