using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Oci.Stats;
using Davit.Runtime.Cgroups.Legacy;
using Davit.Runtime.Cgroups.Unified;

namespace Davit.Runtime.Cgroups;

/// <summary>
/// One container's control group, in every hierarchy that it has one in. The directories belong to the container, not to
/// this object: disposing closes descriptors only, <see cref="Remove"/> takes the group away. Not thread-safe.
/// </summary>
public sealed class CgroupHandle : IDisposable
{
    private const int SigKill = 9;
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromSeconds(5);

    private readonly ICgroup _group;

    private CgroupHandle(string path, ICgroup group)
    {
        Path = path;
        _group = group;
    }

    /// <summary>The path that the group was made with, such as <c>/davit/ID</c>.</summary>
    public string Path { get; }

    /// <summary>The files that a process id is written to for it to join, one per hierarchy.</summary>
    public IReadOnlyList<string> ProcsFiles => [.. _group.Directories.Select(directory => directory.ProcsFile)];

    /// <summary>The group's directory in the version 2 tree, for clone3 with CLONE_INTO_CGROUP (no write, no lock); owned by this object.</summary>
    public FileDescriptor? CloneIntoFd => _group.CloneIntoFd;

    /// <summary>
    /// The files of the version 1 hierarchies that a new process writes <c>0</c> to for it to join; the caller disposes them. Rights were
    /// checked now, with the caller's credentials.
    /// </summary>
    /// <exception cref="LinuxException">A file cannot be opened.</exception>
    public IReadOnlyList<FileDescriptor> OpenJoinFiles()
    {
        var files = new List<FileDescriptor>();
        try
        {
            foreach (var directory in _group.JoinedByTask)
            {
                files.Add(directory.OpenTasks());
            }
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }

        return files;
    }

    /// <summary>The group's directory of one controller (v1) or of everything (v2, any name); null if it has none there.</summary>
    public string? DirectoryOf(string controller) => _group.DirectoryOf(controller)?.Path;

    /// <summary>Makes the group and sets what is asked for; on failure nothing is left.</summary>
    /// <param name="path">A cgroupsPath: absolute is below the root, relative below this process' own group.</param>
    /// <exception cref="CgroupException">A limit's controller is missing, the kernel refused a value, or the group has processes already.</exception>
    public static CgroupHandle Create(CgroupHost host, string path, ResourcesSpec? resources) =>
        new(path, host.Mode == CgroupMode.Unified ? UnifiedCgroup.Create(host, path, resources) : LegacyCgroup.Create(host, path, resources));

    /// <summary>Finds a group that exists already (an exec, a restarted daemon).</summary>
    /// <exception cref="CgroupException">There is none.</exception>
    public static CgroupHandle Open(CgroupHost host, string path) =>
        TryOpen(host, path) ?? throw new CgroupException($"there is no control group {path}");

    /// <summary>Finds a group that may be gone already (the clearing up after a container); null: there is none.</summary>
    /// <exception cref="CgroupException">The path is not one of a group.</exception>
    public static CgroupHandle? TryOpen(CgroupHost host, string path)
    {
        ICgroup? group = host.Mode == CgroupMode.Unified ? UnifiedCgroup.TryOpen(host, path) : LegacyCgroup.TryOpen(host, path);
        return group is null ? null : new CgroupHandle(path, group);
    }

    /// <summary>Changes the limits that are present and leaves the others.</summary>
    /// <exception cref="CgroupException">A limit's controller is missing or a value was refused; limits before it are changed.</exception>
    public void Update(ResourcesSpec resources) => _group.Apply(resources);

    /// <summary>Returns when every process has stopped.</summary>
    /// <exception cref="CgroupException">They did not within ten seconds; they run on then.</exception>
    public void Freeze() => _group.Freeze();

    public void Thaw() => _group.Thaw();

    public bool IsFrozen => _group.IsFrozen;

    /// <summary>Process ids; <paramref name="recursive"/>: also of groups that the container made below.</summary>
    public IReadOnlyList<int> Pids(bool recursive) =>
        recursive ? [.. _group.Tracking.Tree().SelectMany(directory => directory.Pids()).Distinct()] : _group.Tracking.Pids();

    /// <summary>Sends a signal to every process, those of sub-groups included. With SIGKILL none escapes by forking, and a frozen group is thawed.</summary>
    public void KillAll(int signal)
    {
        if (signal != SigKill)
        {
            Signal(signal);
        }
        else if (!_group.TryKillAtOnce())
        {
            KillFrozen();
        }
        else if (IsFrozen)
        {
            // The freezer of version 1 holds even the killed.
            _group.Thaw();
        }
    }

    public CgroupStats ReadStats() => _group.ReadStats();

    /// <summary>Starts to watch for processes killed for want of memory; null if the memory controller is missing.</summary>
    public OomWatch? WatchOom() => _group.WatchOom();

    /// <summary>Processes of the group that were killed for want of memory since it was made.</summary>
    public long OomKillCount() => _group.OomKillCount();

    /// <summary>Removes the group and what the container made below it; it must have no live process. Absent is success.</summary>
    /// <exception cref="CgroupException">Processes are still in it after five seconds; the message names them.</exception>
    public void Remove()
    {
        var deadline = Environment.TickCount64 + (long)RemovalPatience.TotalMilliseconds;
        foreach (var directory in _group.Directories)
        {
            Remove(directory, deadline);
        }
    }

    public void Dispose() => _group.Dispose();

    internal static Errno Join(CgroupDirectory directory, int pid) =>
        ControlFile.TryWrite(directory.ProcsFile, pid.ToString(CultureInfo.InvariantCulture));

    /// <summary>The last process can still be on its way out when its parent has heard of its end: the kernel says EBUSY until then.</summary>
    private static void Remove(CgroupDirectory directory, long deadline)
    {
        for (var attempt = 0; ; attempt++)
        {
            var errno = directory.TryRemove();
            if (errno == Errno.None)
            {
                return;
            }

            if (errno != Errno.EBUSY || Environment.TickCount64 > deadline)
            {
                var pids = string.Join(", ", directory.Tree().SelectMany(part => part.Pids()).Take(10));
                throw new CgroupException(
                    $"cannot remove the control group {directory.Path}: {errno.Describe()}{(pids.Length > 0 ? $" (processes {pids})" : "")}",
                    new LinuxException(errno, "rmdir", directory.Path));
            }

            Thread.Sleep(Math.Min(attempt, 20));
        }
    }

    private void Signal(int signal)
    {
        foreach (var pid in Pids(recursive: true))
        {
            ProcessCalls.TryKill(pid, signal);
        }
    }

    /// <summary>Without cgroup.kill (Linux 5.14): frozen processes cannot fork away from the signal that waits for them.</summary>
    private void KillFrozen()
    {
        try
        {
            _group.Freeze();
        }
        catch (CgroupException)
        {
            // Then as many rounds as it takes: each finds what was forked during the last one.
            for (var round = 0; round < 100 && Pids(recursive: true).Count > 0; round++)
            {
                Signal(SigKill);
            }

            return;
        }

        Signal(SigKill);
        _group.Thaw();
    }
}
