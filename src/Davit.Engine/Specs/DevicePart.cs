using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>Rules of the device controller.</summary>
internal static class DevicePart
{
    /// <summary>Nodes every container has, as runc allows them: null zero full random urandom tty, ptmx and its terminals.</summary>
    private static readonly DeviceCgroupSpec[] Standard =
    [
        Rule("c", null, null, "m"),
        Rule("b", null, null, "m"),
        Rule("c", 1, 3, "rwm"),
        Rule("c", 1, 5, "rwm"),
        Rule("c", 1, 7, "rwm"),
        Rule("c", 1, 8, "rwm"),
        Rule("c", 1, 9, "rwm"),
        Rule("c", 5, 0, "rwm"),
        Rule("c", 5, 2, "rwm"),
        Rule("c", 136, null, "rwm"),
    ];

    public static IReadOnlyList<DeviceCgroupSpec> Rules(bool privileged, IReadOnlyList<DeviceCgroupSpec> own) => privileged
        ? [new DeviceCgroupSpec { Allow = true, Access = "rwm" }, .. own]
        : [new DeviceCgroupSpec { Allow = false, Access = "rwm" }, .. Standard, .. own];

    private static DeviceCgroupSpec Rule(string type, long? major, long? minor, string access) =>
        new() { Allow = true, Type = type, Major = major, Minor = minor, Access = access };
}
