using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Plan;

namespace Davit.Runtime;

/// <summary>What a specification must be before anything is made of it. Collects everything that is wrong.</summary>
public static class SpecValidator
{
    public static IReadOnlyList<string> Validate(Spec spec)
    {
        var errors = new List<string>();
        if (!IsSupportedVersion(spec.OciVersion))
        {
            errors.Add($"ociVersion \"{spec.OciVersion}\" is not supported, 1.x is");
        }

        if (spec.Process is null)
        {
            errors.Add("process is missing");
        }
        else
        {
            errors.AddRange(ProcessValidator.Validate(spec.Process));
        }

        ValidateNamespaces(spec, errors);
        ValidateMounts(spec, errors);
        ValidateKernelValues(spec, errors);
        ValidateHooks(spec.Hooks, errors);
        return errors;
    }

    private static bool IsSupportedVersion(string version) =>
        version.StartsWith("1.", StringComparison.Ordinal) && Version.TryParse(version.Split('-', '+')[0], out _);

    private static void ValidateNamespaces(Spec spec, List<string> errors)
    {
        var all = spec.Linux?.Namespaces ?? [];
        foreach (var unknown in all.Where(n => NamespaceSet.FlagOf(n.Type) == CloneFlags.None))
        {
            errors.Add($"namespace type \"{unknown.Type}\" is unknown");
        }

        foreach (var twice in all.GroupBy(n => n.Type).Where(g => g.Count() > 1))
        {
            errors.Add($"namespace {twice.Key} is given twice");
        }

        foreach (var relative in all.Where(n => !string.IsNullOrEmpty(n.Path) && !n.Path.StartsWith('/')))
        {
            errors.Add($"path of namespace {relative.Type} \"{relative.Path}\" is not absolute");
        }

        var set = new NamespaceSet(all);
        if (!set.Has(CloneFlags.NewMount))
        {
            errors.Add("a mount namespace of its own is needed");
        }

        Need(!string.IsNullOrEmpty(spec.Hostname), set.Has(CloneFlags.NewUts), "hostname", "uts", errors);
        Need(!string.IsNullOrEmpty(spec.Domainname), set.Has(CloneFlags.NewUts), "domainname", "uts", errors);
        Need(spec.Linux?.TimeOffsets is { Count: > 0 }, set.IsNew(CloneFlags.NewTime), "timeOffsets", "time", errors);
        ValidateMappings(spec.Linux, set, errors);
    }

    private static void ValidateMappings(LinuxSpec? linux, NamespaceSet set, List<string> errors)
    {
        var hasMaps = linux?.UidMappings is { Count: > 0 } && linux.GidMappings is { Count: > 0 };
        Need(linux?.UidMappings is { Count: > 0 }, set.Has(CloneFlags.NewUser), "uidMappings", "user", errors);
        if (set.IsNew(CloneFlags.NewUser) && !hasMaps)
        {
            errors.Add("a user namespace needs uidMappings and gidMappings");
        }
    }

    private static void Need(bool used, bool present, string what, string type, List<string> errors)
    {
        if (used && !present)
        {
            errors.Add($"{what} needs a {type} namespace of its own");
        }
    }

    private static void ValidateMounts(Spec spec, List<string> errors)
    {
        foreach (var mount in spec.Mounts ?? [])
        {
            if (mount.Destination.Length == 0 || HasNul(mount.Destination) || HasNul(mount.Source))
            {
                errors.Add($"destination or source of mount \"{mount.Destination}\" is no path");
            }

            var isBind = mount.Type is "bind" || (mount.Options ?? []).Any(o => o is "bind" or "rbind" or "remount");
            if (!isBind && string.IsNullOrEmpty(mount.Type))
            {
                errors.Add($"mount on {mount.Destination} has no type");
            }
        }

        foreach (var device in spec.Linux?.Devices ?? [])
        {
            if (device.Type is not ("c" or "b" or "u" or "p") || !device.Path.StartsWith('/') || HasNul(device.Path))
            {
                errors.Add($"device \"{device.Path}\" of type \"{device.Type}\" is none that can be made");
            }
        }

        if (spec.Linux?.RootfsPropagation is { Length: > 0 } propagation
            && !MountOptionTable.TryPropagation(propagation, out _))
        {
            errors.Add($"rootfsPropagation \"{propagation}\" is unknown");
        }
    }

    private static void ValidateKernelValues(Spec spec, List<string> errors)
    {
        errors.AddRange((spec.Linux?.Sysctl ?? new Dictionary<string, string>())
            .Select(s => Sysctls.Validate(s.Key, spec))
            .OfType<string>());
        foreach (var clock in (spec.Linux?.TimeOffsets ?? new Dictionary<string, TimeOffset>()).Keys)
        {
            if (clock is not ("monotonic" or "boottime"))
            {
                errors.Add($"clock \"{clock}\" has no offset in a time namespace");
            }
        }

        if (spec.Linux?.Personality is { } personality && personality.Domain is not ("LINUX" or "LINUX32"))
        {
            errors.Add($"personality domain \"{personality.Domain}\" is unknown");
        }

        if (spec.Linux?.Personality?.Flags is { Count: > 0 })
        {
            errors.Add("personality flags are not defined by the specification");
        }

        if (spec.Linux?.IntelRdt is not null)
        {
            errors.Add("intelRdt is not supported");
        }
    }

    private static void ValidateHooks(HooksSpec? hooks, List<string> errors)
    {
        IReadOnlyList<HookSpec>?[] all =
        [
            hooks?.Prestart, hooks?.CreateRuntime, hooks?.CreateContainer, hooks?.StartContainer, hooks?.Poststart,
            hooks?.Poststop,
        ];
        foreach (var hook in all.SelectMany(h => h ?? []))
        {
            if (!hook.Path.StartsWith('/') || hook.Timeout is <= 0)
            {
                errors.Add($"hook \"{hook.Path}\" needs an absolute path and, if it has one, a timeout above zero");
            }
        }
    }

    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
