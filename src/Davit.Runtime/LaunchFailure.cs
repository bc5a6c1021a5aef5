namespace Davit.Runtime;

/// <summary>What kept a container or an exec from starting, for people and exit codes.</summary>
public enum LaunchFailure
{
    /// <summary>A step failed; the message names it and the error.</summary>
    Other,

    /// <summary>The program is not in the image, or not in its PATH (docker's exit code 127).</summary>
    CommandNotFound,

    /// <summary>The program is there but may not be executed, or is a directory (126).</summary>
    NotExecutable,

    /// <summary>The program is for another machine (126).</summary>
    WrongArchitecture,

    /// <summary>The interpreter of a script, or the loader of a dynamic program, is not in the image (127).</summary>
    MissingInterpreter,

    /// <summary>A shared library is not in the image (127).</summary>
    MissingLibrary,
}
