using Davit.Linux;
using Davit.Runtime.Cgroups;

namespace Davit.Runtime;

/// <summary>
/// A process of a container. Owns its descriptors, not the process: dispose closes them and leaves the process alone. The
/// process is a child of the caller, who reaps it. One thread at a time.
/// </summary>
public sealed class LaunchedProcess : IDisposable
{
    private readonly Action start;
    private readonly FileDescriptor conversation;

    internal LaunchedProcess(
        int pid,
        FileDescriptor pidFd,
        CgroupHandle? cgroup,
        FileDescriptor? console,
        Action start,
        FileDescriptor conversation)
    {
        Pid = pid;
        PidFd = pidFd;
        Cgroup = cgroup;
        Console = console;
        this.start = start;
        this.conversation = conversation;
    }

    /// <summary>Number of the process in the caller's pid namespace.</summary>
    public int Pid { get; }

    public FileDescriptor PidFd { get; }

    /// <summary>The container's cgroup; null for one that has none.</summary>
    public CgroupHandle? Cgroup { get; }

    /// <summary>Master of the console; null without one or when it was sent to a console socket. The caller disposes it.</summary>
    public FileDescriptor? Console { get; }

    /// <summary>Lets a created container execute its program; runs the start hooks. Nothing to do for an exec.</summary>
    /// <exception cref="LaunchException">The program could not be executed; the process has ended and is to be reaped.</exception>
    public void Start() => start();

    public void Dispose()
    {
        conversation.Dispose();
        PidFd.Dispose();
    }
}
