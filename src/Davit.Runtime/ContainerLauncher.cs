using Davit.Runtime.Launching;

namespace Davit.Runtime;

/// <summary>From a specification to a process: compile the plan, clone, interpret.</summary>
public static class ContainerLauncher
{
    /// <summary>
    /// Does all of <see cref="Create"/> that touches nothing of the machine, and forgets it: the next call finds its code in memory and
    /// its readers set up.
    /// </summary>
    /// <exception cref="LaunchException">The request is one that <see cref="Create"/> would refuse.</exception>
    public static void Rehearse(LaunchRequest request)
    {
        using var creation = new ContainerCreation(request);
        creation.Rehearse();
    }

    /// <summary>
    /// Makes the container: cgroup, namespaces, mounts, and a process that waits before execve. On failure everything made
    /// is taken back.
    /// </summary>
    /// <exception cref="LaunchException">Names the operation that failed.</exception>
    public static LaunchedProcess Create(LaunchRequest request)
    {
        using var creation = new ContainerCreation(request);
        return creation.Run();
    }
}
