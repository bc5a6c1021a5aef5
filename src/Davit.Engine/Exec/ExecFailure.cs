using Davit.Shim;

namespace Davit.Engine.Exec;

/// <summary>A failed exec in docker's phrases, from which clients take exit code 127 or 126, and in words that help.</summary>
internal static class ExecFailure
{
    private const string Prefix = "OCI runtime exec failed: exec failed: unable to start container process: ";

    public static EngineException Convert(ExecConfig config, ShimException failure)
    {
        var program = config.Cmd[0];
        return failure.Kind switch
        {
            ShimErrorKind.CommandNotFound when program.Contains('/', StringComparison.Ordinal) =>
                Invalid($"exec: \"{program}\": stat {program}: no such file or directory: unknown", failure),
            ShimErrorKind.CommandNotFound => Invalid($"exec: \"{program}\": executable file not found in $PATH: unknown", failure),
            ShimErrorKind.NotExecutable => Invalid(Starting.StartFailure.NotExecutable(program, failure.Message), failure),
            ShimErrorKind.WrongArchitecture => Invalid($"exec {program}: exec format error: unknown; {failure.Message}", failure),
            ShimErrorKind.MissingInterpreter or ShimErrorKind.MissingLibrary =>
                Invalid($"exec {program}: no such file or directory: unknown; {failure.Message}", failure),
            ShimErrorKind.NotRunning or ShimErrorKind.ShimGone => EngineException.Conflict($"container is not running: {failure.Message}", failure),
            ShimErrorKind.Paused => EngineException.Conflict("container is paused, unpause the container before exec", failure),
            _ => EngineException.Internal(Prefix + failure.Message + ": unknown", failure),
        };
    }

    private static EngineException Invalid(string message, ShimException failure) => EngineException.Invalid(Prefix + message, failure);
}
