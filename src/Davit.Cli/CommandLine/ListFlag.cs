namespace Davit.Cli.CommandLine;

/// <summary>A flag that may be repeated. A validator may rewrite each value.</summary>
internal sealed class ListFlag(string name, char shorthand, string usage, string typeName = "list") : Flag(name, shorthand, usage)
{
    private readonly List<string> _values = [];

    public IReadOnlyList<string> Values => _values;

    public override string TypeName { get; } = typeName;

    public string? ShownDefault { get; init; }

    public override string? DefaultText => ShownDefault;

    /// <summary>Checks and normalises one value; throws <see cref="FlagValueException"/>.</summary>
    public Func<string, string>? Validate { get; init; }

    /// <summary>pflag's string slices: one value may hold several, as a line of CSV.</summary>
    public bool CommaSeparated { get; init; }

    protected override void Parse(string text)
    {
        if (CommaSeparated)
        {
            _values.AddRange(text.Length == 0 ? [] : CsvLine.Parse(text));
            return;
        }

        _values.Add(Validate is null ? text : Validate(text));
    }
}
