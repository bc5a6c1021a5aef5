using Davit.Engine.Containers;
using Davit.Shim;

namespace Davit.Engine.Starting;

/// <summary>
/// A failed start in words that both people and clients understand: clients look for docker's phrases to choose exit code 127 or
/// 126, people read what to do.
/// </summary>
internal static class StartFailure
{
    private const string Prefix = "failed to create task for container: failed to create shim task: OCI runtime create failed: ";

    public static EngineException Convert(ContainerRecord record, ShimException failure)
    {
        var program = record.Path;
        var message = failure.Kind switch
        {
            ShimErrorKind.CommandNotFound when program.Contains('/', StringComparison.Ordinal) =>
                $"exec: \"{program}\": stat {program}: no such file or directory: unknown; the image {record.Config.Image} has no such file",
            ShimErrorKind.CommandNotFound =>
                $"exec: \"{program}\": executable file not found in $PATH: unknown; no directory of PATH in the image {record.Config.Image} has it",
            ShimErrorKind.NotExecutable => NotExecutable(program, failure.Message),
            ShimErrorKind.WrongArchitecture => $"exec {program}: exec format error: unknown; {failure.Message}",
            ShimErrorKind.MissingInterpreter or ShimErrorKind.MissingLibrary =>
                $"exec {program}: no such file or directory: unknown; {failure.Message}",
            _ => null,
        };
        return message is null
            ? new EngineException(ErrorKind.Internal, Prefix + failure.Message + ": unknown", failure)
            : new EngineException(ErrorKind.InvalidParameter, Prefix + "unable to start container process: " + message, failure);
    }

    /// <summary>The reason may say "permission denied" itself, which clients look for.</summary>
    public static string NotExecutable(string program, string reason) => reason.Contains("permission denied", StringComparison.Ordinal)
        ? $"{reason}: unknown"
        : $"exec: \"{program}\": permission denied: unknown; {reason}";

    /// <summary>The exit code that docker gives a container that did not start.</summary>
    public static int ExitCode(Exception failure) => failure switch
    {
        ShimException shim => shim.ExitCode,
        EngineException { InnerException: ShimException shim } => shim.ExitCode,
        _ => 128,
    };
}
