using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>A descriptor the launcher opens before clone3 and the plan finds in a slot.</summary>
internal sealed record SlotSource(int Slot, SlotSourceKind Kind, string Path)
{
    /// <summary>A mount's source must not be reached by a symbolic link.</summary>
    public bool NoLinks { get; init; }

    /// <summary>Maps of <see cref="SlotSourceKind.UserNamespace"/>.</summary>
    public IReadOnlyList<IdMapping> UidMappings { get; init; } = [];

    public IReadOnlyList<IdMapping> GidMappings { get; init; } = [];
}
