using Davit.Linux;
using Davit.Linux.Bpf;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups.Devices;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>Attaches a group's device filter; it goes when the group goes.</summary>
internal static class UnifiedDevices
{
    internal static void Apply(CgroupDirectory directory, IReadOnlyList<DeviceCgroupSpec> specs)
    {
        var code = DeviceFilter.Compile(DeviceRules.Read(specs));
        try
        {
            using var group = OpenCalls.Open(directory.Path, OpenFlags.ReadOnly | OpenFlags.Directory);
            using var program = CgroupDeviceCalls.Load(code);
            Replace(group, program);
        }
        catch (LinuxException failure)
        {
            throw new CgroupException($"device rules: the kernel refused the filter of {directory.Path}: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Several filters of a group must all allow, so that an old one has to go: in one step where it is the only one (ours),
    /// else the new one is on before the old ones are off.
    /// </summary>
    private static void Replace(FileDescriptor group, FileDescriptor program)
    {
        var old = CgroupDeviceCalls.Attached(group);
        try
        {
            CgroupDeviceCalls.Attach(group, program, old.Count == 1 ? old[0] : null);
            foreach (var other in old.Count == 1 ? [] : old)
            {
                CgroupDeviceCalls.TryDetach(group, other);
            }
        }
        finally
        {
            foreach (var other in old)
            {
                other.Dispose();
            }
        }
    }
}
