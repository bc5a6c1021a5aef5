using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Oci.Stats;
using Davit.Runtime.Cgroups.Unified;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>
/// A group on version 1: a directory in every hierarchy that counts, freezes or limits it. A hierarchy that only limits
/// (cpuset, hugetlb …) is joined when a limit is asked for: the first cpuset of a machine alone costs the kernel several
/// milliseconds. On a hybrid host the version 2 tree is joined too: systemd watches it, and it has cgroup.kill.
/// </summary>
internal sealed class LegacyCgroup : ICgroup
{
    private static readonly string[] AlwaysJoined = ["cpu", "cpuacct", "memory", "devices", "freezer", "pids", "blkio"];

    private readonly CgroupHost _host;
    private readonly string _path;
    private readonly Dictionary<CgroupHierarchy, CgroupDirectory> _directories = [];
    private FileDescriptor? _cloneInto;

    private LegacyCgroup(CgroupHost host, string path) => (_host, _path) = (host, path);

    public IReadOnlyCollection<CgroupDirectory> Directories => _directories.Values;

    public CgroupDirectory Tracking => UnifiedDirectory ?? DirectoryOf("freezer") ?? _directories.Values.First();

    public FileDescriptor? CloneIntoFd => _cloneInto ??= UnifiedDirectory is { } unified ? OpenCalls.Open(unified.Path, OpenFlags.ReadOnly | OpenFlags.Directory) : null;

    public IEnumerable<CgroupDirectory> JoinedByTask => _directories.Where(pair => !pair.Key.Unified).Select(pair => pair.Value);

    private CgroupDirectory? UnifiedDirectory => _host.Unified is { } unified ? _directories.GetValueOrDefault(unified) : null;

    /// <summary>Makes the directories; what was made before a failure is removed again.</summary>
    internal static LegacyCgroup Create(CgroupHost host, string path, ResourcesSpec? resources)
    {
        var group = new LegacyCgroup(host, path);
        var made = new List<CgroupDirectory>();
        try
        {
            group.Make(made);
            if (resources is not null)
            {
                group.Apply(resources, made);
            }

            return group;
        }
        catch
        {
            made.ForEach(directory => directory.TryRemove());
            throw;
        }
    }

    /// <summary>Null: there is no such group in any hierarchy.</summary>
    internal static LegacyCgroup? TryOpen(CgroupHost host, string path)
    {
        var group = new LegacyCgroup(host, path);
        foreach (var hierarchy in Hierarchies(host))
        {
            var directory = group.At(hierarchy);
            if (directory.Exists)
            {
                group._directories.Add(hierarchy, directory);
            }
        }

        return group._directories.Count > 0 ? group : null;
    }

    public CgroupDirectory? DirectoryOf(string controller) =>
        HierarchyOf(controller) is { } hierarchy ? _directories.GetValueOrDefault(hierarchy) : null;

    public void Apply(ResourcesSpec resources) => Apply(resources, made: null);

    public bool IsFrozen => DirectoryOf("freezer") is { } freezer ? LegacyFreezer.IsFrozen(freezer) : UnifiedDirectory is { } unified && UnifiedFreezer.IsFrozen(unified);

    public void Freeze()
    {
        if (DirectoryOf("freezer") is { } freezer)
        {
            LegacyFreezer.Freeze(freezer);
        }
        else
        {
            UnifiedFreezer.Freeze(UnifiedDirectory ?? throw new CgroupException("freezing needs the freezer controller, which is not mounted"));
        }
    }

    public void Thaw()
    {
        if (DirectoryOf("freezer") is { } freezer)
        {
            LegacyFreezer.Thaw(freezer);
        }
        else if (UnifiedDirectory is { } unified)
        {
            UnifiedFreezer.Thaw(unified);
        }
    }

    public bool TryKillAtOnce() => UnifiedDirectory is { } unified && unified.TryWrite("cgroup.kill", "1") == Errno.None;

    public CgroupStats ReadStats() => LegacyStats.Read(this);

    public OomWatch? WatchOom() => DirectoryOf("memory") is { } memory ? OomWatch.ForLegacy(memory, OomKillCount) : null;

    /// <summary>The kernel counts a kill only in the victim's own group here, so that sub-groups are added up.</summary>
    public long OomKillCount() =>
        DirectoryOf("memory") is { } memory ? memory.Tree().Sum(directory => FlatKeyed.Number(directory.TryRead("memory.oom_control"), "oom_kill")) : 0;

    public void Dispose() => _cloneInto?.Dispose();

    private static IEnumerable<CgroupHierarchy> Hierarchies(CgroupHost host) =>
        host.Unified is { } unified ? host.Legacy.Append(unified) : host.Legacy;

    private void Make(List<CgroupDirectory> made)
    {
        foreach (var hierarchy in Hierarchies(_host))
        {
            if (hierarchy.Unified || hierarchy.IsNamed || hierarchy.Controllers.Any(AlwaysJoined.Contains))
            {
                Make(hierarchy, made);
            }
        }
    }

    private CgroupDirectory Make(CgroupHierarchy hierarchy, List<CgroupDirectory>? made)
    {
        var directory = At(hierarchy);
        var needsCpus = hierarchy.Controllers.Contains("cpuset");
        if (directory.Make(needsCpus ? LegacyCpuset.CopyFromParent : null))
        {
            made?.Add(directory);
        }
        else if (made is not null && directory.Tree().Any(part => part.Pids().Count > 0))
        {
            throw new CgroupException($"the control group {directory.Path} is in use: it has processes");
        }

        if (needsCpus)
        {
            LegacyCpuset.CopyFromParent(directory);
        }

        _directories[hierarchy] = directory;
        return directory;
    }

    private void Apply(ResourcesSpec resources, List<CgroupDirectory>? made) =>
        new LegacyLimits(controller => Need(controller, made)).Apply(resources, isNew: made is not null);

    /// <summary>The controller's directory, made now if the container is not in that hierarchy yet.</summary>
    private CgroupDirectory? Need(string controller, List<CgroupDirectory>? made)
    {
        if (HierarchyOf(controller) is not { } hierarchy)
        {
            return null;
        }

        if (_directories.TryGetValue(hierarchy, out var directory))
        {
            return directory;
        }

        directory = Make(hierarchy, made);
        if (made is null)
        {
            MoveAll(directory);
        }

        return directory;
    }

    /// <summary>Brings a running container's processes into a hierarchy; repeated until none was forked meanwhile.</summary>
    private void MoveAll(CgroupDirectory directory)
    {
        for (var round = 0; round < 100; round++)
        {
            var there = directory.Tree().SelectMany(part => part.Pids()).ToHashSet();
            var missing = Tracking.Tree().SelectMany(part => part.Pids()).Where(pid => !there.Contains(pid)).ToArray();
            if (missing.Length == 0)
            {
                return;
            }

            foreach (var pid in missing)
            {
                CgroupHandle.Join(directory, pid);
            }
        }
    }

    private CgroupHierarchy? HierarchyOf(string controller) => _host.Legacy.FirstOrDefault(hierarchy => hierarchy.Controllers.Contains(controller));

    private CgroupDirectory At(CgroupHierarchy hierarchy) => new(hierarchy.MountPoint + CgroupPath.Resolve(_path, hierarchy.OwnPath));
}
