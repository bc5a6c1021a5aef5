using Davit.Cli.Formatting;

namespace Davit.Cli.CommandLine;

/// <summary>A size in bytes with a binary suffix: <c>512m</c>, <c>1.5g</c>.</summary>
internal sealed class BytesFlag(string name, char shorthand, string usage) : Flag(name, shorthand, usage)
{
    public long Value { get; private set; }

    /// <summary><c>-1</c> means "no limit" (memory-swap).</summary>
    public bool AllowMinusOne { get; init; }

    public override string TypeName => "bytes";

    protected override void Parse(string text)
    {
        if (AllowMinusOne && text == "-1")
        {
            Value = -1;
            return;
        }

        Value = ByteSize.TryParseBinary(text, out var bytes, out var error) ? bytes : throw new FlagValueException(error);
    }
}
