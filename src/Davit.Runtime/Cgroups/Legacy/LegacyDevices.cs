using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups.Devices;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>Device rules by <c>devices.allow</c> and <c>devices.deny</c>.</summary>
internal static class LegacyDevices
{
    private const string Allow = "devices.allow";
    private const string Deny = "devices.deny";
    private const string Limit = "device rules";

    internal static void Apply(CgroupDirectory directory, IReadOnlyList<DeviceCgroupSpec> specs, bool isNew)
    {
        var wanted = DeviceRules.Read(specs);
        var present = DeviceRules.ReadList(directory.TryRead("devices.list") ?? "");
        if (isNew || wanted.AllowedByDefault || present.AllowedByDefault)
        {
            Reset(directory, wanted);
            return;
        }

        // Processes are running: give first and take then, so that what stays allowed is never forbidden in between.
        foreach (var rule in wanted.Without(present))
        {
            directory.Set(Allow, rule.ToString(), Limit);
        }

        foreach (var rule in present.Without(wanted))
        {
            directory.Set(Deny, rule.ToString(), Limit);
        }
    }

    private static void Reset(CgroupDirectory directory, DeviceRules rules)
    {
        directory.Set(rules.AllowedByDefault ? Allow : Deny, "a", Limit);
        foreach (var rule in rules.Exceptions)
        {
            directory.Set(rules.AllowedByDefault ? Deny : Allow, rule.ToString(), Limit);
        }
    }
}
