using Davit.Linux;
using Davit.Runtime;
using Davit.Runtime.Cgroups;

namespace Davit.Shim.Server;

/// <summary>Failures of the parts below, as a shim reports them.</summary>
internal static class ShimFailures
{
    /// <summary>Null: a defect, not a failure.</summary>
    public static ShimException? Translate(Exception failure) => failure switch
    {
        ShimException known => known,
        LaunchException launch => new ShimException(KindOf(launch.Kind), launch.Message, launch),
        CgroupException => new ShimException(ShimErrorKind.Invalid, failure.Message, failure),
        LinuxException or IOException or UnauthorizedAccessException => new ShimException(ShimErrorKind.SetupFailed, failure.Message, failure),
        _ => null,
    };

    private static ShimErrorKind KindOf(LaunchFailure failure) => failure switch
    {
        LaunchFailure.CommandNotFound => ShimErrorKind.CommandNotFound,
        LaunchFailure.NotExecutable => ShimErrorKind.NotExecutable,
        LaunchFailure.WrongArchitecture => ShimErrorKind.WrongArchitecture,
        LaunchFailure.MissingInterpreter => ShimErrorKind.MissingInterpreter,
        LaunchFailure.MissingLibrary => ShimErrorKind.MissingLibrary,
        _ => ShimErrorKind.SetupFailed,
    };
}
