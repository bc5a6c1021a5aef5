using System.Globalization;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Devices;

/// <summary>Devices of one kind by number; a missing number means all of them.</summary>
/// <param name="Kind"><c>b</c> or <c>c</c>.</param>
internal readonly record struct DeviceRule(char Kind, uint? Major, uint? Minor, DeviceAccess Access)
{
    /// <summary>As <c>devices.allow</c> wants it (Documentation/admin-guide/cgroup-v1/devices.rst).</summary>
    public override string ToString() => $"{Kind} {Number(Major)}:{Number(Minor)} {AccessText(Access)}";

    /// <summary>The same devices, whatever the access.</summary>
    internal bool SameDevices(DeviceRule other) => (Kind, Major, Minor) == (other.Kind, other.Major, other.Minor);

    /// <summary>A rule of the specification; type <c>a</c> (or none) is both kinds.</summary>
    /// <exception cref="CgroupException">The type, a number or the access is none.</exception>
    internal static IReadOnlyList<DeviceRule> Parse(DeviceCgroupSpec spec)
    {
        var (major, minor, access) = (ParseNumber(spec.Major), ParseNumber(spec.Minor), ParseAccess(spec.Access));
        return spec.Type switch
        {
            null or "" or "a" => [new('b', major, minor, access), new('c', major, minor, access)],
            "b" => [new('b', major, minor, access)],
            "c" or "u" => [new('c', major, minor, access)],
            _ => throw new CgroupException($"device rule: type '{spec.Type}' is none of a, b, c"),
        };
    }

    /// <summary>A line of <c>devices.list</c>; type <c>a</c> stands for everything and is not a rule.</summary>
    internal static DeviceRule? ParseLine(string line) =>
        line.Split([' ', ':']) is [{ Length: 1 } kind, var major, var minor, var access] && kind is "b" or "c"
            ? new DeviceRule(kind[0], ParseNumber(major), ParseNumber(minor), ParseAccess(access))
            : null;

    private static string Number(uint? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "*";

    private static uint? ParseNumber(string text) => text == "*" ? null : uint.Parse(text, CultureInfo.InvariantCulture);

    private static uint? ParseNumber(long? number) => number switch
    {
        null or -1 => null,
        >= 0 and <= uint.MaxValue => (uint)number.Value,
        _ => throw new CgroupException($"device rule: {number} is not a device number"),
    };

    private static DeviceAccess ParseAccess(string? text)
    {
        var access = DeviceAccess.None;
        foreach (var letter in text ?? "")
        {
            access |= letter switch
            {
                'r' => DeviceAccess.Read,
                'w' => DeviceAccess.Write,
                'm' => DeviceAccess.MakeNode,
                _ => throw new CgroupException($"device rule: access '{text}' has a letter that is none of r, w, m"),
            };
        }

        return string.IsNullOrEmpty(text) ? DeviceAccess.All : access;
    }

    private static string AccessText(DeviceAccess access) =>
        (access.HasFlag(DeviceAccess.Read) ? "r" : "") + (access.HasFlag(DeviceAccess.Write) ? "w" : "") + (access.HasFlag(DeviceAccess.MakeNode) ? "m" : "");
}
