using Davit.Cli.Formatting;

namespace Davit.Cli.CommandLine;

/// <summary>A Go duration (<c>1m30s</c>), held in nanoseconds as the API wants it.</summary>
internal sealed class DurationFlag(string name, char shorthand, string usage) : Flag(name, shorthand, usage)
{
    public long Nanoseconds { get; private set; }

    public override string TypeName => "duration";

    public override string? DefaultText => "0s";

    protected override void Parse(string text) =>
        Nanoseconds = GoDuration.TryParse(text, out var nanoseconds, out var error) ? nanoseconds : throw new FlagValueException(error);
}
