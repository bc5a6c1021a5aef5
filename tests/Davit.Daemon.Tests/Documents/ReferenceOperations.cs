using System.Text.RegularExpressions;

namespace Davit.Daemon.Tests.Documents;

/// <summary>Operations of the reference, read from its regular indentation; no YAML parser is needed for that.</summary>
internal static partial class ReferenceOperations
{
    public sealed record Operation(string Method, string Path, IReadOnlyList<string> Query);

    public static IReadOnlyList<Operation> Read(string file)
    {
        var operations = new List<Operation>();
        var path = "";
        var query = new List<string>();
        var name = "";
        foreach (var line in File.ReadLines(file).SkipWhile(line => line != "paths:"))
        {
            if (PathLine().Match(line) is { Success: true } start)
            {
                path = start.Groups[1].Value;
            }
            else if (MethodLine().Match(line) is { Success: true } method)
            {
                query = [];
                operations.Add(new Operation(method.Groups[1].Value.ToUpperInvariant(), path, query));
            }
            else if (NameLine().Match(line) is { Success: true } parameter)
            {
                name = parameter.Groups[1].Value;
            }
            else if (QueryLine().IsMatch(line))
            {
                query.Add(name);
            }
        }

        return operations;
    }

    [GeneratedRegex("""^  "?(/[^":]*)"?:""")]
    private static partial Regex PathLine();

    [GeneratedRegex("""^    (get|post|put|delete|head):""")]
    private static partial Regex MethodLine();

    [GeneratedRegex("""^ {8}(?:- )?\s*name: "?([\w-]+)"?""")]
    private static partial Regex NameLine();

    [GeneratedRegex("""^ {8}(?:- )?\s*in: "?query"?""")]
    private static partial Regex QueryLine();
}
