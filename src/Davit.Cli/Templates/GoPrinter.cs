using System.Globalization;
using System.Text;
using Davit.Cli.Formatting;

namespace Davit.Cli.Templates;

/// <summary>Values as Go's fmt prints them with <c>%v</c>.</summary>
internal static class GoPrinter
{
    public static string Print(object? value) => value switch
    {
        null => "<nil>",
        string text => text,
        bool flag => flag ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        int whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => GoFloat.Shortest(real),
        IGoFields fields => PrintFields(fields),
        IReadOnlyList<object?> list => $"[{string.Join(' ', list.Select(Print))}]",
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>An operand of a function, which prints a pointer to a struct as <c>&amp;{…}</c>.</summary>
    public static string PrintOperand(object? value) => value is GoStruct { IsPointer: true } ? "&" + Print(value) : Print(value);

    private static string PrintFields(IGoFields fields) => fields is GoStruct { Text: { } text } ? text : fields.IsMap
        ? $"map[{string.Join(' ', Sorted(fields).Select(entry => $"{entry.Key}:{Print(entry.Value)}"))}]"
        : $"{{{string.Join(' ', fields.Entries.Select(entry => Print(entry.Value)))}}}";

    public static IEnumerable<KeyValuePair<string, object?>> Sorted(IGoFields fields) =>
        fields.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>Go's Sprint: a blank between two operands where neither is a string.</summary>
    public static string PrintAll(IReadOnlyList<object?> values)
    {
        var text = new StringBuilder();
        for (var index = 0; index < values.Count; index++)
        {
            if (index > 0 && values[index] is not string && values[index - 1] is not string)
            {
                text.Append(' ');
            }

            text.Append(PrintOperand(values[index]));
        }

        return text.ToString();
    }

    /// <summary>The name of a value's type in error messages.</summary>
    public static string TypeOf(object? value) => value switch
    {
        null => "<nil>",
        string => "string",
        bool => "bool",
        long or int => "int",
        double => "float64",
        GoNanoseconds => "time.Duration",
        GoTimestamp => "time.Time",
        GoNil nil => nil.TypeName,
        IGoFields fields => fields.TypeName,
        IReadOnlyList<object?> => "[]interface {}",
        _ => value.GetType().Name,
    };

    public static bool IsTrue(object? value) => value switch
    {
        null or GoNil => false,
        GoNanoseconds duration => duration.Value != 0,
        string text => text.Length > 0,
        bool flag => flag,
        long whole => whole != 0,
        int whole => whole != 0,
        double real => real != 0,
        IGoFields fields => !fields.IsMap || fields.Entries.Any(),
        IReadOnlyList<object?> list => list.Count > 0,
        _ => true,
    };
}
