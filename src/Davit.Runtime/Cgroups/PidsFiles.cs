using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups;

/// <summary>The pids controller has the same files in both versions.</summary>
internal static class PidsFiles
{
    internal static PidsStats Read(CgroupDirectory directory) => new()
    {
        Current = directory.TryReadNumber("pids.current") ?? 0,
        Limit = directory.TryReadNumber("pids.max") ?? 0,
    };
}
