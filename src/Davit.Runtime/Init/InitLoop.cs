namespace Davit.Runtime.Init;

/// <summary>
/// The init of <c>--init</c>: PID 1 of the container that starts nothing itself, passes signals on to the real process,
/// reaps what falls to it, and ends as the real process ended. Runs in the child of clone3, after the real process was
/// forked from it: raw system calls only, no allocation, no garbage collector.
/// </summary>
public static class InitLoop
{
    /// <summary>Never returns: ends this process with the status of <paramref name="childPid"/> (128+n after signal n).</summary>
    public static void Run(int childPid) => throw new NotImplementedException();
}
