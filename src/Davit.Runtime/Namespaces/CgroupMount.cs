namespace Davit.Runtime.Namespaces;

/// <summary>One control group hierarchy, as a container that mounts cgroups sees it.</summary>
/// <param name="Name">Directory below the mount's destination; empty for the one tree of version 2.</param>
/// <param name="Type"><c>cgroup</c> or <c>cgroup2</c>.</param>
/// <param name="Options">Controllers, or <c>none,name=…</c>, as mount options.</param>
/// <param name="HostDirectory">The container's group on the host, for containers without a cgroup namespace.</param>
/// <param name="Links">Further names of the directory, such as <c>cpu</c> for <c>cpu,cpuacct</c>.</param>
internal sealed record CgroupMount(
    string Name, string Type, IReadOnlyList<string> Options, string HostDirectory, IReadOnlyList<string> Links);
