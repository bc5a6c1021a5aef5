namespace Davit.Cli.CommandLine;

internal sealed class StringFlag(string name, char shorthand, string usage, string initial = "", string typeName = "string") : Flag(name, shorthand, usage)
{
    private readonly string _initial = initial;

    public string Value { get; private set; } = initial;

    public override string TypeName { get; } = typeName;

    public override string? DefaultText => _initial.Length == 0 ? null : $"\"{_initial}\"";

    /// <summary>Checks a value as it arrives; throws <see cref="FlagValueException"/>.</summary>
    public Action<string>? Validate { get; init; }

    protected override void Parse(string text)
    {
        Validate?.Invoke(text);
        Value = text;
    }
}
