using System.Globalization;
using System.Numerics;

namespace Davit.Cli.CommandLine;

/// <summary>A signed number of 64 bits, or an unsigned one of a given width.</summary>
internal sealed class IntFlag(string name, char shorthand, string usage, long initial = 0, string typeName = "int") : Flag(name, shorthand, usage)
{
    private readonly long _initial = initial;

    public long Value { get; private set; } = initial;

    public override string TypeName { get; } = typeName;

    /// <summary>Help names the default even where it is 0, as docker does for its pointer-like values.</summary>
    public bool ShowZero { get; init; }

    public override string? DefaultText => _initial == 0 && !ShowZero ? null : _initial.ToString(CultureInfo.InvariantCulture);

    protected override void Parse(string text)
    {
        var (minimum, maximum, function) = TypeName switch
        {
            "uint16" => (BigInteger.Zero, ushort.MaxValue, "ParseUint"),
            "uint" => (BigInteger.Zero, ulong.MaxValue, "ParseUint"),
            _ => (new BigInteger(long.MinValue), new BigInteger(long.MaxValue), "ParseInt"),
        };
        if (!GoText.TryParseInteger(text, out var value))
        {
            throw new FlagValueException($"strconv.{function}: parsing {GoText.Quote(text)}: invalid syntax");
        }

        if (value < minimum || value > maximum)
        {
            var reason = value < 0 && function == "ParseUint" ? "invalid syntax" : "value out of range";
            throw new FlagValueException($"strconv.{function}: parsing {GoText.Quote(text)}: {reason}");
        }

        Value = value > long.MaxValue ? long.MaxValue : (long)value;
    }
}
