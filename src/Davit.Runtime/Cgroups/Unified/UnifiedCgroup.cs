using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>A group on version 2: one directory for everything.</summary>
internal sealed class UnifiedCgroup : ICgroup
{
    private readonly CgroupDirectory _directory;
    private FileDescriptor? _cloneInto;

    private UnifiedCgroup(CgroupDirectory directory) => _directory = directory;

    public IReadOnlyCollection<CgroupDirectory> Directories => [_directory];

    public CgroupDirectory Tracking => _directory;

    public FileDescriptor CloneIntoFd => _cloneInto ??= OpenCalls.Open(_directory.Path, OpenFlags.ReadOnly | OpenFlags.Directory);

    public IEnumerable<CgroupDirectory> JoinedByTask => [];

    /// <summary>Makes the directory; what was made before a failure is removed again.</summary>
    internal static UnifiedCgroup Create(CgroupHost host, string path, ResourcesSpec? resources)
    {
        var tree = host.Unified!;
        var directory = At(tree, path);
        var made = directory.Make();
        if (!made && directory.Tree().Any(part => part.Pids().Count > 0))
        {
            throw new CgroupException($"the control group {directory.Path} is in use: it has processes");
        }

        try
        {
            ControllerDelegation.Enable(tree, directory, UnifiedLimits.NeededBy(resources));
            var group = new UnifiedCgroup(directory);
            if (resources is not null)
            {
                group.Apply(resources);
            }

            return group;
        }
        catch when (made)
        {
            directory.TryRemove();
            throw;
        }
    }

    /// <summary>Null: there is no such group.</summary>
    internal static UnifiedCgroup? TryOpen(CgroupHost host, string path)
    {
        var directory = At(host.Unified!, path);
        return directory.Exists ? new UnifiedCgroup(directory) : null;
    }

    public CgroupDirectory? DirectoryOf(string controller) => _directory;

    public void Apply(ResourcesSpec resources) => new UnifiedLimits(_directory).Apply(resources);

    public bool IsFrozen => UnifiedFreezer.IsFrozen(_directory);

    public void Freeze() => UnifiedFreezer.Freeze(_directory);

    public void Thaw() => UnifiedFreezer.Thaw(_directory);

    public bool TryKillAtOnce() => _directory.TryWrite("cgroup.kill", "1") == Errno.None;

    public CgroupStats ReadStats() => UnifiedStats.Read(_directory);

    public OomWatch? WatchOom() => _directory.Has("memory.events") ? OomWatch.ForUnified(_directory, OomKillCount) : null;

    /// <summary>The kernel adds the kills of sub-groups to their parents here.</summary>
    public long OomKillCount() => FlatKeyed.Number(_directory.TryRead("memory.events"), "oom_kill");

    public void Dispose() => _cloneInto?.Dispose();

    private static CgroupDirectory At(CgroupHierarchy tree, string path) => new(tree.MountPoint + CgroupPath.Resolve(path, tree.OwnPath));
}
