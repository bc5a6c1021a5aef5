namespace Davit.Cli.Templates;

/// <summary>A template function refused its arguments. <see cref="IsUsage"/>: their number or type, found before the call.</summary>
internal sealed class FunctionException(string message, bool isUsage = false) : Exception(message)
{
    public bool IsUsage { get; } = isUsage;
}
