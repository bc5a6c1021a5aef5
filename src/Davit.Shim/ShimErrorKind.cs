namespace Davit.Shim;

/// <summary>What kind of failure a <see cref="ShimException"/> is.</summary>
public enum ShimErrorKind
{
    /// <summary>Something else went wrong; the message says what.</summary>
    Internal,

    /// <summary>The program to run is not in the container (exit code 127).</summary>
    CommandNotFound,

    /// <summary>The program cannot be executed: no permission, a directory (exit code 126).</summary>
    NotExecutable,

    /// <summary>The program is of another processor architecture, or no program at all (exit code 126).</summary>
    WrongArchitecture,

    /// <summary>The interpreter that the script or program names is missing (exit code 127).</summary>
    MissingInterpreter,

    /// <summary>A library is missing (exit code 127).</summary>
    MissingLibrary,

    /// <summary>A step before the program failed: a mount, a limit, a namespace.</summary>
    SetupFailed,

    /// <summary>The shim has been killed or never came up.</summary>
    ShimGone,

    /// <summary>The container does not run (any more), or has not been started.</summary>
    NotRunning,

    /// <summary>The container is paused.</summary>
    Paused,

    /// <summary>No such exec.</summary>
    NotFound,

    /// <summary>The request cannot be met, such as a limit that the kernel refused.</summary>
    Invalid,

    /// <summary>The shim is older than the request.</summary>
    Unsupported,
}
