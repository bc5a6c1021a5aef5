using System.Globalization;

namespace Davit.Cli.Templates;

/// <summary>len, index, slice, split and join.</summary>
internal static class TemplateSequences
{
    public static object? Length(object? value) => value switch
    {
        string text => (long)System.Text.Encoding.UTF8.GetByteCount(text),
        IReadOnlyList<object?> list => (long)list.Count,
        IGoFields { IsMap: true } map => (long)map.Entries.Count(),
        null => throw new FunctionException("reflect: call of reflect.Value.Type on zero Value"),
        _ => throw new FunctionException($"len of type {GoPrinter.TypeOf(value)}"),
    };

    public static object? Index(IReadOnlyList<object?> arguments)
    {
        var value = arguments[0];
        foreach (var key in arguments.Skip(1))
        {
            value = IndexOne(value, key);
        }

        return value;
    }

    private static object? IndexOne(object? value, object? key) => (value, key) switch
    {
        (null, _) => throw new FunctionException("index of untyped nil"),
        (IReadOnlyList<object?> list, long index) => index >= 0 && index < list.Count ? list[(int)index] : throw OutOfRange(index),
        (string text, long index) => index >= 0 && index < text.Length ? (long)text[(int)index] : throw OutOfRange(index),
        (IReadOnlyList<object?> or string, _) => throw new FunctionException($"cannot index slice/array with type {GoPrinter.TypeOf(key)}"),
        (IGoFields { IsMap: true } map, string name) => map.TryGet(name, out var found) ? found : Absent(map),
        (IGoFields { IsMap: true }, _) => throw new FunctionException($"value has type {GoPrinter.TypeOf(key)}; should be string"),
        _ => throw new FunctionException($"can't index item of type {GoPrinter.TypeOf(value)}"),
    };

    /// <summary>What a Go map answers for a key it has not: the zero value of its elements.</summary>
    private static string? Absent(IGoFields map) =>
        map is GoMap { IsDocument: false } && map.Entries.All(entry => entry.Value is string) ? string.Empty : null;

    public static object? Slice(IReadOnlyList<object?> arguments)
    {
        var length = arguments[0] switch
        {
            string text => text.Length,
            IReadOnlyList<object?> list => list.Count,
            null => throw new FunctionException("slice of untyped nil"),
            _ => throw new FunctionException($"can't slice item of type {GoPrinter.TypeOf(arguments[0])}"),
        };
        var from = arguments.Count > 1 ? Bound(arguments[1], length) : 0;
        var to = arguments.Count > 2 ? Bound(arguments[2], length) : length;
        if (from > to)
        {
            throw new FunctionException(string.Create(CultureInfo.InvariantCulture, $"invalid slice index: {from} > {to}"));
        }

        return arguments[0] is string source ? source[from..to] : ((IReadOnlyList<object?>)arguments[0]!).Skip(from).Take(to - from).ToList();
    }

    private static int Bound(object? value, int length) => value is not long index
        ? throw new FunctionException($"cannot index slice/array with type {GoPrinter.TypeOf(value)}")
        : index < 0 || index > length ? throw OutOfRange(index) : (int)index;

    public static object? Split(string text, string separator) => separator.Length == 0
        ? text.EnumerateRunes().Select(object? (rune) => rune.ToString()).ToList()
        : text.Split(separator).Select(object? (part) => part).ToList();

    public static object? Join(object? list, string separator) => list switch
    {
        null => string.Empty,
        IReadOnlyList<object?> items => string.Join(separator, items.Select(GoPrinter.Print)),
        _ => throw FunctionException.WrongType(0, "[]string", list),
    };

    private static FunctionException OutOfRange(long index) => new(string.Create(CultureInfo.InvariantCulture, $"index out of range: {index}"));
}
