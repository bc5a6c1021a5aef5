using Davit.Cli.Formatting;

namespace Davit.Cli.Templates;

/// <summary>A Go time.Duration: a number in JSON and in comparisons, <c>1m30s</c> where it is printed.</summary>
internal readonly record struct GoNanoseconds(long Value)
{
    public override string ToString() => GoDuration.Write(Value);
}
