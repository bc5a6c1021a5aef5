namespace Davit.Cli.CommandLine;

internal sealed class BoolFlag(string name, char shorthand, string usage, bool initial = false) : Flag(name, shorthand, usage)
{
    private readonly bool _initial = initial;

    public bool Value { get; private set; } = initial;

    public override string TypeName => string.Empty;

    public override string? DefaultText => _initial ? "true" : null;

    public override string? BareValue => "true";

    protected override void Parse(string text) => Value = text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw new FlagValueException($"strconv.ParseBool: parsing {GoText.Quote(text)}: invalid syntax"),
    };
}
