namespace Davit.Engine;

/// <summary>A runc-compatible program that containers may run on.</summary>
public sealed record RuntimeProgram(string Path, IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// Names of the runtime that is built in. Those of docker's own are among them, so that requests and configurations that name the
    /// default work.
    /// </summary>
    public static IReadOnlyList<string> OwnNames { get; } = ["davit", "runc", "io.containerd.runc.v2"];

    /// <summary>Whether a container of this runtime (none named: the default) needs no other program.</summary>
    public static bool IsOwn(string name) => name.Length == 0 || OwnNames.Contains(name);
}
