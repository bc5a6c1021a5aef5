namespace Davit.Linux.Processes;

/// <summary>How a child ended: its exit code, or the signal that killed it.</summary>
public readonly record struct WaitStatus(int Pid, bool Signaled, int Value, bool CoreDumped)
{
    /// <summary>The exit code as shells and docker count it: 128 + n for signal n.</summary>
    public int ExitCode => Signaled ? 128 + Value : Value;
}
