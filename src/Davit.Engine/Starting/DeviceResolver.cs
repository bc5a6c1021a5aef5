using System.Globalization;
using System.Text.RegularExpressions;
using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Oci.Runtime;
using Davit.Storage.Host;

namespace Davit.Engine.Starting;

/// <summary>Looks up the devices of the host that a container asks for.</summary>
internal static partial class DeviceResolver
{
    /// <exception cref="EngineException">No such device, or a rule that is none.</exception>
    public static (IReadOnlyList<DeviceSpec> Devices, IReadOnlyList<DeviceCgroupSpec> Rules) Resolve(HostConfig host)
    {
        var devices = new Dictionary<string, DeviceSpec>(StringComparer.Ordinal);
        var rules = new List<DeviceCgroupSpec>();
        if (host.Privileged)
        {
            foreach (var device in HostDevices.FindAll("/dev"))
            {
                devices[device.Path] = Node(device, device.Path);
            }
        }

        foreach (var mapping in host.Resources.Devices ?? [])
        {
            // With all devices there already, one under its own name adds nothing, and need not exist.
            if (!host.Privileged || (mapping.PathInContainer.Length > 0 && mapping.PathInContainer != mapping.PathOnHost))
            {
                Add(devices, rules, mapping);
            }
        }

        rules.AddRange((host.Resources.DeviceCgroupRules ?? []).Select(ParseRule));
        return ([.. devices.Values], rules);
    }

    /// <summary>Numbers of a block device, for limits.</summary>
    public static DeviceNumber BlockDevice(string path) => HostDevices.Find(path) is { Type: "b" } device
        ? new DeviceNumber(device.Major, device.Minor)
        : throw EngineException.Invalid($"{path} is not a block device of this host");

    public static bool IsRule(string text) => Rule().IsMatch(text);

    private static void Add(Dictionary<string, DeviceSpec> devices, List<DeviceCgroupSpec> rules, DeviceMapping mapping)
    {
        var found = HostDevices.FindAll(mapping.PathOnHost);
        if (found.Count == 0)
        {
            var reason = Path.Exists(mapping.PathOnHost) ? "not a device node" : "no such file or directory";
            throw EngineException.Invalid($"error gathering device information while adding custom device \"{mapping.PathOnHost}\": {reason}");
        }

        var access = mapping.CgroupPermissions.Length > 0 ? mapping.CgroupPermissions : "rwm";
        if (access.Any(c => c is not ('r' or 'w' or 'm')))
        {
            throw EngineException.Invalid($"invalid device mode: {access}");
        }

        foreach (var device in found)
        {
            var target = mapping.PathInContainer.Length > 0 ? mapping.PathInContainer : mapping.PathOnHost;
            var path = device.Path == mapping.PathOnHost ? target : target.TrimEnd('/') + device.Path[mapping.PathOnHost.TrimEnd('/').Length..];
            devices[path] = Node(device, path);
            rules.Add(new DeviceCgroupSpec { Allow = true, Type = device.Type, Major = device.Major, Minor = device.Minor, Access = access });
        }
    }

    private static DeviceSpec Node(HostDevice device, string path) => new()
    {
        Type = device.Type,
        Path = path,
        Major = device.Major,
        Minor = device.Minor,
        FileMode = device.Mode,
        Uid = device.Uid,
        Gid = device.Gid,
    };

    private static DeviceCgroupSpec ParseRule(string text)
    {
        var match = Rule().Match(text);
        return match.Success
            ? new DeviceCgroupSpec
            {
                Allow = true,
                Type = match.Groups[1].Value,
                Major = Number(match.Groups[2].Value),
                Minor = Number(match.Groups[3].Value),
                Access = match.Groups[4].Value,
            }
            : throw EngineException.Invalid($"invalid device cgroup rule format: '{text}'");
    }

    private static long? Number(string text) => text == "*" ? null : long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([acb]) ([0-9]{1,9}|\*):([0-9]{1,9}|\*) ([rwm]{1,3})$")]
    private static partial Regex Rule();
}
