namespace Davit.Runtime.Cgroups;

/// <summary>One mounted hierarchy. On version 1 several controllers can share one (<c>cpu,cpuacct</c>), or none be there (<c>name=systemd</c>).</summary>
internal sealed record CgroupHierarchy
{
    internal const string NamePrefix = "name=";

    internal required string MountPoint { get; init; }

    internal required bool Unified { get; init; }

    /// <summary>Version 1: controllers, or one <c>name=…</c>. Version 2: the root's <c>cgroup.controllers</c>.</summary>
    internal required IReadOnlyList<string> Controllers { get; init; }

    /// <summary>The group of this process, below the mount point; <c>/</c> for the mount point itself.</summary>
    internal required string OwnPath { get; init; }

    internal bool IsNamed => !Unified && Controllers is [var name] && name.StartsWith(NamePrefix, StringComparison.Ordinal);
}
