using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands;

/// <summary>The <c>--filter</c> flag of lists and prunes.</summary>
internal static class FilterFlags
{
    public static ListFlag Make(char shorthand = 'f', string usage = "Filter output based on conditions provided") => new("filter", shorthand, usage, "filter") { Validate = Check };

    public static Filters Read(ListFlag flag)
    {
        var filters = new Filters();
        foreach (var text in flag.Values)
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            filters.Add(text[..split].Trim().ToLowerInvariant(), text[(split + 1)..].Trim());
        }

        return filters;
    }

    private static string Check(string text)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        return split > 0 ? text : throw new FlagValueException("bad format of filter (expected name=value)");
    }
}
