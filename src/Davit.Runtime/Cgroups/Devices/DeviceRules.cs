using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Devices;

/// <summary>
/// A list of rules played through in order, as the kernel's device controller does: a default, and what deviates from it.
/// Equal lists have equal effect, however they were written.
/// </summary>
internal sealed class DeviceRules
{
    private readonly List<DeviceRule> _exceptions = [];

    private DeviceRules(bool allowedByDefault) => AllowedByDefault = allowedByDefault;

    internal bool AllowedByDefault { get; private set; }

    /// <summary>Allowed devices when nothing else is, forbidden ones when everything else is allowed.</summary>
    internal IReadOnlyList<DeviceRule> Exceptions => _exceptions;

    /// <summary>What a container gets that forbids everything: the devices that every Linux program counts on, as runc gives them.</summary>
    internal static IReadOnlyList<DeviceRule> Basic { get; } =
    [
        new('c', null, null, DeviceAccess.MakeNode),
        new('b', null, null, DeviceAccess.MakeNode),
        new('c', 1, 3, DeviceAccess.All), // null
        new('c', 1, 5, DeviceAccess.All), // zero
        new('c', 1, 7, DeviceAccess.All), // full
        new('c', 1, 8, DeviceAccess.All), // random
        new('c', 1, 9, DeviceAccess.All), // urandom
        new('c', 5, 0, DeviceAccess.All), // tty
        new('c', 5, 2, DeviceAccess.All), // ptmx
        new('c', 136, null, DeviceAccess.All), // pts/*
    ];

    /// <summary>Reads the specification's rules; a group starts with everything allowed, like its parent.</summary>
    /// <exception cref="CgroupException">A rule is malformed.</exception>
    internal static DeviceRules Read(IReadOnlyList<DeviceCgroupSpec> specs)
    {
        var rules = new DeviceRules(allowedByDefault: true);
        foreach (var spec in specs)
        {
            var parsed = DeviceRule.Parse(spec);
            if (parsed.Count == 2 && parsed.All(rule => rule is { Major: null, Minor: null, Access: DeviceAccess.All }))
            {
                rules.AllowedByDefault = spec.Allow;
                rules._exceptions.Clear();
                continue;
            }

            foreach (var rule in parsed)
            {
                rules.Apply(rule, spec.Allow);
            }
        }

        if (!rules.AllowedByDefault)
        {
            foreach (var rule in Basic)
            {
                rules.Apply(rule, allow: true);
            }
        }

        return rules;
    }

    /// <summary>Reads <c>devices.list</c> of version 1: <c>a *:* rwm</c> when nothing is forbidden. Forbidden ones are not listed there.</summary>
    internal static DeviceRules ReadList(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rules = new DeviceRules(lines.Any(line => line.StartsWith('a')));
        rules._exceptions.AddRange(lines.Select(DeviceRule.ParseLine).OfType<DeviceRule>());
        return rules;
    }

    /// <summary>What allowed rules the other list lacks; both forbid by default.</summary>
    internal IEnumerable<DeviceRule> Without(DeviceRules other)
    {
        foreach (var rule in _exceptions)
        {
            var known = other._exceptions.Where(rule.SameDevices).Aggregate(DeviceAccess.None, (access, theirs) => access | theirs.Access);
            if ((rule.Access & ~known) is var missing and not DeviceAccess.None)
            {
                yield return rule with { Access = missing };
            }
        }
    }

    private void Apply(DeviceRule rule, bool allow)
    {
        var index = _exceptions.FindIndex(rule.SameDevices);
        if (allow == AllowedByDefault)
        {
            // Back to the default: only an exception for exactly these numbers is taken back, as in the kernel.
            if (index >= 0)
            {
                Replace(index, _exceptions[index].Access & ~rule.Access);
            }
        }
        else if (index >= 0)
        {
            Replace(index, _exceptions[index].Access | rule.Access);
        }
        else
        {
            _exceptions.Add(rule);
        }
    }

    private void Replace(int index, DeviceAccess access)
    {
        if (access == DeviceAccess.None)
        {
            _exceptions.RemoveAt(index);
        }
        else
        {
            _exceptions[index] = _exceptions[index] with { Access = access };
        }
    }
}
