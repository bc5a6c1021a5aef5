namespace Davit.Shim;

/// <summary>A failure of a shim or of what it was asked for. The message is lower case and names the object.</summary>
public sealed class ShimException(ShimErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public ShimErrorKind Kind { get; } = kind;

    /// <summary>The exit code docker gives to a container that failed to start this way: 127, 126 or 128.</summary>
    public int ExitCode => Kind switch
    {
        ShimErrorKind.CommandNotFound or ShimErrorKind.MissingInterpreter or ShimErrorKind.MissingLibrary => 127,
        ShimErrorKind.NotExecutable or ShimErrorKind.WrongArchitecture => 126,
        _ => 128,
    };
}
