namespace Davit.Cli.Templates;

/// <summary>eq, lt and their kin: values of one basic kind.</summary>
internal static class TemplateComparisons
{
    public static object? Equal(IReadOnlyList<object?> arguments)
    {
        if (arguments.Count < 2)
        {
            throw new FunctionException("missing argument for comparison");
        }

        return arguments.Skip(1).Any(other => AreEqual(arguments[0], other));
    }

    private static bool AreEqual(object? left, object? right) => (Widen(left), Widen(right)) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (bool a, bool b) => a == b,
        (long a, long b) => a == b,
        (double a, double b) => a.Equals(b),
        (IGoFields or IReadOnlyList<object?>, _) or (_, IGoFields or IReadOnlyList<object?>) => throw new FunctionException($"non-comparable type {GoPrinter.Print(left)}: {GoPrinter.TypeOf(left)}"),
        _ => throw new FunctionException("incompatible types for comparison"),
    };

    public static int Compare(object? left, object? right) => (Widen(left), Widen(right)) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (bool, _) or (null, _) or (IGoFields, _) or (IReadOnlyList<object?>, _) => throw new FunctionException("invalid type for comparison"),
        _ => throw new FunctionException("incompatible types for comparison"),
    };

    private static object? Widen(object? value) => value switch { int small => (long)small, GoNanoseconds duration => duration.Value, GoNil => null, _ => value };
}
