namespace Davit.Runtime.Plan;

/// <summary>What the launcher puts into a slot.</summary>
internal enum SlotSourceKind
{
    /// <summary>A namespace's file, opened for reading.</summary>
    Namespace,

    /// <summary>A detached copy of a mount.</summary>
    Mount,

    /// <summary>The same with the mounts below it.</summary>
    MountTree,

    /// <summary>A user namespace made only for its maps, for an idmapped mount.</summary>
    UserNamespace,
}
