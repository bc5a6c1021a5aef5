namespace Davit.Runtime.CommandLine;

/// <summary><c>davit oci</c>: runc's command line.</summary>
public static class OciCommand
{
    /// <summary>Runs one command; returns the exit code.</summary>
    public static int Run(ReadOnlySpan<string> args) => throw new NotImplementedException();
}
