using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands;

/// <summary>The <c>--format</c> flag with docker's explanation.</summary>
internal static class FormatFlags
{
    private const string ForObject = """
        Format output using a custom template:
        'json':             Print in JSON format
        'TEMPLATE':         Print output using the given Go template.
        Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates
        """;

    private const string ForList = """
        Format output using a custom template:
        'table':            Print output in table format with column headers (default)
        'table TEMPLATE':   Print output in table format using the given Go template
        'json':             Print in JSON format
        'TEMPLATE':         Print output using the given Go template.
        Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates
        """;

    public static StringFlag Object(char shorthand = 'f') => new("format", shorthand, ForObject);

    public static StringFlag List() => new("format", '\0', ForList);
}
