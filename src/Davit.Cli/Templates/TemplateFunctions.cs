using System.Collections.Frozen;
using System.Globalization;
using System.Net;

namespace Davit.Cli.Templates;

/// <summary>text/template's built-in functions and docker's additions.</summary>
internal static class TemplateFunctions
{
    private const int Any = int.MaxValue;

    private static readonly FrozenDictionary<string, (int Least, int Most, Func<IReadOnlyList<object?>, object?> Body)> s_functions =
        new Dictionary<string, (int, int, Func<IReadOnlyList<object?>, object?>)>(StringComparer.Ordinal)
        {
            ["and"] = (1, Any, Last),
            ["or"] = (1, Any, Last),
            ["not"] = (1, 1, static arguments => !GoPrinter.IsTrue(arguments[0])),
            ["call"] = (1, Any, static _ => throw new FunctionException("non-function of type string")),
            ["html"] = (0, Any, static arguments => TemplateEscapes.Html(GoPrinter.PrintAll(arguments))),
            ["js"] = (0, Any, static arguments => TemplateEscapes.Script(GoPrinter.PrintAll(arguments))),
            ["urlquery"] = (0, Any, static arguments => WebUtility.UrlEncode(GoPrinter.PrintAll(arguments))),
            ["len"] = (1, 1, static arguments => TemplateSequences.Length(arguments[0])),
            ["index"] = (1, Any, TemplateSequences.Index),
            ["slice"] = (1, 4, TemplateSequences.Slice),
            ["print"] = (0, Any, GoPrinter.PrintAll),
            ["println"] = (0, Any, static arguments => string.Join(' ', arguments.Select(GoPrinter.PrintOperand)) + "\n"),
            ["printf"] = (1, Any, static arguments => GoFormat.Format(Text(arguments, 0), arguments.Skip(1).ToList())),
            ["eq"] = (1, Any, TemplateComparisons.Equal),
            ["ne"] = (2, 2, static arguments => !(bool)TemplateComparisons.Equal(arguments)!),
            ["lt"] = (2, 2, static arguments => TemplateComparisons.Compare(arguments[0], arguments[1]) < 0),
            ["le"] = (2, 2, static arguments => TemplateComparisons.Compare(arguments[0], arguments[1]) <= 0),
            ["gt"] = (2, 2, static arguments => TemplateComparisons.Compare(arguments[0], arguments[1]) > 0),
            ["ge"] = (2, 2, static arguments => TemplateComparisons.Compare(arguments[0], arguments[1]) >= 0),
            ["json"] = (1, 1, static arguments => GoJson.Write(arguments[0])),
            ["split"] = (2, 2, static arguments => TemplateSequences.Split(Text(arguments, 0), Text(arguments, 1))),
            ["join"] = (2, 2, static arguments => TemplateSequences.Join(arguments[0], Text(arguments, 1))),
            ["title"] = (1, 1, static arguments => Title(Text(arguments, 0))),
            ["lower"] = (1, 1, static arguments => Text(arguments, 0).ToLowerInvariant()),
            ["upper"] = (1, 1, static arguments => Text(arguments, 0).ToUpperInvariant()),
            ["pad"] = (3, 3, static arguments => Text(arguments, 0) is { Length: > 0 } text ? new string(' ', Number(arguments, 1)) + text + new string(' ', Number(arguments, 2)) : string.Empty),
            ["truncate"] = (2, 2, static arguments => Truncate(Text(arguments, 0), Number(arguments, 1))),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsDefined(string name) => s_functions.ContainsKey(name);

    /// <summary>Functions that would spoil a column heading (docker's HeaderFunctions).</summary>
    public static bool LeavesHeadersAlone(string name) => name is "json" or "title" or "lower" or "upper" or "truncate" or "join" or "split" or "pad";

    /// <summary>Throws <see cref="FunctionException"/>.</summary>
    public static object? Call(string name, IReadOnlyList<object?> arguments)
    {
        var (least, most, body) = s_functions[name];
        if (arguments.Count < least || arguments.Count > most)
        {
            var wanted = most == least ? $"{least}" : $"at least {least}";
            throw new FunctionException(string.Create(CultureInfo.InvariantCulture, $"wrong number of args for {name}: want {wanted} got {arguments.Count}"), isUsage: true);
        }

        return body(arguments);
    }

    private static object? Last(IReadOnlyList<object?> arguments) => arguments[^1];

    private static string Text(IReadOnlyList<object?> arguments, int index) =>
        arguments[index] as string ?? throw FunctionException.WrongType(index, "string", arguments[index]);

    private static int Number(IReadOnlyList<object?> arguments, int index) => arguments[index] is long number
        ? (int)Math.Clamp(number, 0, 1_000_000)
        : throw FunctionException.WrongType(index, "int", arguments[index]);

    private static string Truncate(string text, int length) => text.Length < length ? text : text[..length];

    private static string Title(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var index = 0; index < source.Length; index++)
        {
            var starts = index == 0 || EndsWord(source[index - 1]);
            target[index] = starts ? char.ToUpperInvariant(source[index]) : source[index];
        }
    });

    /// <summary>The rule of Go's strings.Title: an apostrophe ends a word, an underscore does not.</summary>
    private static bool EndsWord(char before) => char.IsAscii(before)
        ? !char.IsAsciiLetterOrDigit(before) && before != '_'
        : char.IsWhiteSpace(before);
}
