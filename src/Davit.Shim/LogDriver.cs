namespace Davit.Shim;

/// <summary>Recorders of a container's output.</summary>
public enum LogDriver
{
    /// <summary>Docker's <c>json-file</c>: one JSON object a line.</summary>
    JsonFile,

    /// <summary>Docker's <c>local</c>: the same file as <see cref="JsonFile"/> here, with rotation and compression by default.</summary>
    Local,

    /// <summary>Nothing is recorded.</summary>
    None,
}
