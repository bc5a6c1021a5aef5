using Davit.Linux;
using Davit.Oci.Runtime;
using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups;

/// <summary>
/// One container's control group, in every hierarchy that it has one in. The directories belong to the container, not to
/// this object: disposing closes descriptors only, <see cref="Remove"/> takes the group away. Not thread-safe.
/// </summary>
public sealed class CgroupHandle : IDisposable
{
    private CgroupHandle() => throw new NotImplementedException();

    /// <summary>The path below the hierarchies' roots, such as <c>/davit/ID</c>.</summary>
    public string Path { get; }

    /// <summary>The files that a process id is written to for it to join, one per hierarchy.</summary>
    public IReadOnlyList<string> ProcsFiles { get; }

    /// <summary>On version 2 the group's directory, for clone3 with CLONE_INTO_CGROUP (no write, no lock); owned by this object.</summary>
    public FileDescriptor? CloneIntoFd { get; }

    /// <summary>The group's directory of one controller (v1) or of everything (v2, any name); null if it has none there.</summary>
    public string? DirectoryOf(string controller) => throw new NotImplementedException();

    /// <summary>Makes the group and sets what is asked for; on failure nothing is left.</summary>
    /// <param name="path">A cgroupsPath: absolute is below the root, relative below this process' own group.</param>
    /// <exception cref="CgroupException">A limit's controller is missing, or the kernel refused a value.</exception>
    public static CgroupHandle Create(CgroupHost host, string path, ResourcesSpec? resources) => throw new NotImplementedException();

    /// <summary>Finds a group that exists already (an exec, a restarted daemon).</summary>
    public static CgroupHandle Open(CgroupHost host, string path) => throw new NotImplementedException();

    /// <summary>Moves a process in. The first write costs the kernel an RCU grace period (1-2 ms): do it while the child works.</summary>
    public void Add(int pid) => throw new NotImplementedException();

    /// <summary>Changes the limits that are present and leaves the others.</summary>
    public void Update(ResourcesSpec resources) => throw new NotImplementedException();

    /// <summary>Returns when every process has stopped.</summary>
    public void Freeze() => throw new NotImplementedException();

    public void Thaw() => throw new NotImplementedException();

    public bool IsFrozen => throw new NotImplementedException();

    /// <summary>Process ids; <paramref name="recursive"/>: also of groups that the container made below.</summary>
    public IReadOnlyList<int> Pids(bool recursive) => throw new NotImplementedException();

    /// <summary>Sends a signal to every process, those of sub-groups included. With SIGKILL none escapes by forking.</summary>
    public void KillAll(int signal) => throw new NotImplementedException();

    public CgroupStats ReadStats() => throw new NotImplementedException();

    /// <summary>Starts to watch for processes killed for want of memory; null if the memory controller is missing.</summary>
    public OomWatch? WatchOom() => throw new NotImplementedException();

    /// <summary>Processes of the group that were killed for want of memory since it was made.</summary>
    public long OomKillCount() => throw new NotImplementedException();

    /// <summary>Removes the group and what the container made below it; it must have no live process. Absent is success.</summary>
    public void Remove() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
