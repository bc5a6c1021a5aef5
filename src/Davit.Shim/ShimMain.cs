namespace Davit.Shim;

/// <summary>The role <c>davit shim</c>: internal, started by <see cref="ShimLauncher"/> only.</summary>
public static class ShimMain
{
    /// <summary>Runs until the container's end was handed over. Returns the process's exit code.</summary>
    public static int Run(ReadOnlySpan<string> args) => throw new NotImplementedException();
}
