namespace Davit.Engine;

/// <summary>The one failure the engine reports; the message is shown to people as it is.</summary>
public sealed class EngineException(ErrorKind kind, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public ErrorKind Kind { get; } = kind;

    internal static EngineException Invalid(string message, Exception? cause = null) =>
        new(ErrorKind.InvalidParameter, message, cause);

    internal static EngineException NotFound(string message, Exception? cause = null) => new(ErrorKind.NotFound, message, cause);

    internal static EngineException Conflict(string message, Exception? cause = null) =>
        new(ErrorKind.Conflict, message, cause);

    internal static EngineException Internal(string message, Exception? cause = null) =>
        new(ErrorKind.Internal, message, cause);
}
