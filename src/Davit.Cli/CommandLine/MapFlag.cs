namespace Davit.Cli.CommandLine;

/// <summary>A repeatable <c>key=value</c> flag; a later value replaces an earlier one.</summary>
internal sealed class MapFlag(string name, char shorthand, string usage) : Flag(name, shorthand, usage)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Values => _values;

    public override string TypeName => "map";

    public override string? DefaultText => "map[]";

    public Func<string, string>? Validate { get; init; }

    protected override void Parse(string text)
    {
        var checkedText = Validate is null ? text : Validate(text);
        var split = checkedText.IndexOf('=', StringComparison.Ordinal);
        var key = split < 0 ? checkedText : checkedText[..split];
        _values[key] = split < 0 ? string.Empty : checkedText[(split + 1)..];
    }
}
