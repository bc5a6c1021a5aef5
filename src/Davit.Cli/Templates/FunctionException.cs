namespace Davit.Cli.Templates;

/// <summary>A template function refused its arguments. <see cref="IsUsage"/>: their number or type, found before the call.</summary>
internal sealed class FunctionException(string message, bool isUsage = false) : Exception(message)
{
    public bool IsUsage { get; } = isUsage;

    /// <summary>The index of the argument whose type is wrong; null where it is about something else.</summary>
    public int? Argument { get; private init; }

    /// <summary>The type that argument should have.</summary>
    public string WantedType { get; private init; } = string.Empty;

    public static FunctionException WrongType(int argument, string wanted, object? found) =>
        new(found is null ? $"invalid value; expected {wanted}" : $"wrong type for value; expected {wanted}; got {GoPrinter.TypeOf(found)}", isUsage: true)
        {
            Argument = argument,
            WantedType = wanted,
        };
}
