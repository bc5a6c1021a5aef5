using Davit.Runtime.Launching;

namespace Davit.Runtime;

/// <summary>From a specification to a process: compile the plan, clone, interpret.</summary>
public static class ContainerLauncher
{
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
