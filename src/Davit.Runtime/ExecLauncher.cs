using Davit.Runtime.Launching;

namespace Davit.Runtime;

/// <summary>Starts processes in running containers.</summary>
public static class ExecLauncher
{
    /// <summary>Joins the container's namespaces and cgroup and executes the program; returns once execve has succeeded.</summary>
    /// <exception cref="LaunchException">Names the operation that failed; no process is left.</exception>
    public static LaunchedProcess Start(ExecRequest request)
    {
        using var creation = new ExecCreation(request);
        return creation.Run();
    }
}
