using Davit.Linux.Processes;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>The namespaces of a specification: which are new, which are joined.</summary>
internal sealed class NamespaceSet(IReadOnlyList<NamespaceSpec>? namespaces)
{
    private readonly IReadOnlyList<NamespaceSpec> namespaces = namespaces ?? [];

    /// <summary>Flag of a type of config-linux.md#namespaces; none for an unknown one.</summary>
    public static CloneFlags FlagOf(string type) => type switch
    {
        "mount" => CloneFlags.NewMount,
        "pid" => CloneFlags.NewPid,
        "network" => CloneFlags.NewNetwork,
        "ipc" => CloneFlags.NewIpc,
        "uts" => CloneFlags.NewUts,
        "user" => CloneFlags.NewUser,
        "cgroup" => CloneFlags.NewCgroup,
        "time" => CloneFlags.NewTime,
        _ => CloneFlags.None,
    };

    public bool IsNew(CloneFlags flag) => New.HasFlag(flag);

    public bool Has(CloneFlags flag) => namespaces.Any(n => FlagOf(n.Type) == flag);

    public string? PathOf(CloneFlags flag) =>
        namespaces.FirstOrDefault(n => FlagOf(n.Type) == flag && !string.IsNullOrEmpty(n.Path))?.Path;

    /// <summary>All that are made.</summary>
    public CloneFlags New { get; } = (namespaces ?? [])
        .Where(n => string.IsNullOrEmpty(n.Path))
        .Aggregate(CloneFlags.None, (flags, n) => flags | FlagOf(n.Type));

    /// <summary>All that are joined, in the order of the specification.</summary>
    public IEnumerable<NamespaceSpec> Joined => namespaces.Where(n => !string.IsNullOrEmpty(n.Path));
}
