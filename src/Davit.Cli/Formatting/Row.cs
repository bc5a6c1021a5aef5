using Davit.Cli.Templates;

namespace Davit.Cli.Formatting;

/// <summary>A line of a list: named fields that are worked out when a template asks for them.</summary>
internal abstract class Row : IGoFields
{
    public bool IsMap => false;

    public abstract string TypeName { get; }

    /// <summary>All fields in the order of their names, which is how docker writes them as JSON.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    public IEnumerable<KeyValuePair<string, object?>> Entries => Names.Select(name => KeyValuePair.Create(name, Field(name)));

    public bool TryGet(string name, out object? value)
    {
        var known = Names.Contains(name);
        value = known ? Field(name) : null;
        return known;
    }

    public virtual bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = null;
        return false;
    }

    protected abstract object? Field(string name);
}
