using System.Globalization;

namespace Davit.Cli.CommandLine;

/// <summary>How many positional arguments a command takes.</summary>
internal readonly record struct ArgumentRule(int Least, int Most)
{
    public static ArgumentRule None => new(0, 0);

    public static ArgumentRule Any => new(0, int.MaxValue);

    public static ArgumentRule Exactly(int count) => new(count, count);

    public static ArgumentRule AtLeast(int count) => new(count, int.MaxValue);

    /// <summary>Docker's words for a wrong count; null where it is right. The second value starts the last line.</summary>
    public (string Message, string See)? Check(int count)
    {
        if (count >= Least && count <= Most)
        {
            return null;
        }

        if (Most == 0)
        {
            return ("accepts no arguments", "Run");
        }

        if (Least == Most)
        {
            return ($"requires {Count(Least)}", "Run");
        }

        return Most == int.MaxValue ? ($"requires at least {Count(Least)}", "See")
            : Least == 0 ? ($"requires at most {Count(Most)}", "Run")
            : (string.Create(CultureInfo.InvariantCulture, $"requires at least {Least} and at most {Count(Most)}"), "Run");
    }

    private static string Count(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} argument{(count == 1 ? string.Empty : "s")}");
}
