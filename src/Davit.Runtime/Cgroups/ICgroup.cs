using Davit.Linux;
using Davit.Oci.Runtime;
using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups;

/// <summary>What the two versions of control groups do differently; <see cref="CgroupHandle"/> explains the operations.</summary>
internal interface ICgroup : IDisposable
{
    /// <summary>Every directory of the group, one per hierarchy.</summary>
    IReadOnlyCollection<CgroupDirectory> Directories { get; }

    /// <summary>The directory in which processes are looked for.</summary>
    CgroupDirectory Tracking { get; }

    FileDescriptor? CloneIntoFd { get; }

    /// <summary>Directories that <see cref="CloneIntoFd"/> is not one of: those of version 1.</summary>
    IEnumerable<CgroupDirectory> JoinedByTask { get; }

    CgroupDirectory? DirectoryOf(string controller);

    void Apply(ResourcesSpec resources);

    bool IsFrozen { get; }

    void Freeze();

    void Thaw();

    /// <summary>Kills everything in the group at once; false: this kernel has no such file.</summary>
    bool TryKillAtOnce();

    CgroupStats ReadStats();

    OomWatch? WatchOom();

    long OomKillCount();
}
