namespace Davit.EndToEnd.Tests.Support;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public string Line => Output.Trim();

    /// <summary>Itself, if the program succeeded.</summary>
    public Outcome Ok()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\nstdout: {Output}\nstderr: {Error}");
        return this;
    }

    /// <summary>Itself, if it ended with this code.</summary>
    public Outcome Exited(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode}, expected {code}\nstdout: {Output}\nstderr: {Error}");
        return this;
    }
}
