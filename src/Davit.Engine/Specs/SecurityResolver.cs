using System.Collections.Concurrent;
using System.Text;
using Davit.Engine.Containers;
using Davit.Oci.Runtime;
using Davit.Oci.Seccomp;

namespace Davit.Engine.Specs;

/// <summary>Turns <c>--privileged</c>, capabilities and <c>--security-opt</c> into settings. Filters are remembered. Thread-safe.</summary>
internal sealed class SecurityResolver(EngineOptions options, HostFacts host)
{
    private readonly ConcurrentDictionary<string, SeccompSpec> defaults = new(StringComparer.Ordinal);

    /// <exception cref="EngineException">A profile that is none, or a security module that the host does not have.</exception>
    public SecuritySettings Resolve(HostConfig config)
    {
        var capabilities = CapabilityPart.Resolve(config.Privileged, config.CapAdd, config.CapDrop);
        var given = Options(config);
        return new SecuritySettings
        {
            Capabilities = capabilities,
            NoNewPrivileges = NoNewPrivileges(options, config),
            Seccomp = Seccomp(config, given.GetValueOrDefault("seccomp"), capabilities),
            AppArmorProfile = AppArmor(given.GetValueOrDefault("apparmor")),
            WritableCgroups = given.GetValueOrDefault("writable-cgroups") is "true",
        };
    }

    public static bool NoNewPrivileges(EngineOptions options, HostConfig config)
    {
        var given = Options(config).GetValueOrDefault("no-new-privileges");
        return given is null ? options.NoNewPrivileges : string.Equals(given, "true", StringComparison.OrdinalIgnoreCase);
    }

    private static Dictionary<string, string> Options(HostConfig config)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in config.SecurityOpt ?? [])
        {
            if (SecurityOption.TryParse(text, out var option, out _))
            {
                found[option.Key] = option.Value;
            }
        }

        return found;
    }

    private SeccompSpec? Seccomp(HostConfig config, string? profile, IReadOnlyList<string> capabilities)
    {
        if (profile is null)
        {
            if (config.Privileged)
            {
                return null;
            }

            profile = options.SeccompProfile is "builtin" or "" or "default" or "unconfined" ? options.SeccompProfile : ReadProfile(options.SeccompProfile);
        }

        return profile switch
        {
            "unconfined" => null,
            "" or "builtin" or "default" => defaults.GetOrAdd(
                string.Join(',', capabilities), _ => DefaultSeccompProfile.For(capabilities.ToHashSet(StringComparer.Ordinal), host.Architecture)),
            _ => Parse(profile, capabilities),
        };
    }

    private SeccompSpec Parse(string json, IReadOnlyList<string> capabilities)
    {
        try
        {
            return SeccompProfile.Parse(Encoding.UTF8.GetBytes(json)).For(capabilities.ToHashSet(StringComparer.Ordinal), host.Architecture, host.Kernel);
        }
        catch (FormatException failure)
        {
            throw EngineException.Invalid("Decoding seccomp profile failed: " + failure.Message, failure);
        }
    }

    private static string ReadProfile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw EngineException.Internal($"opening seccomp profile ({path}) failed: {failure.Message}", failure);
        }
    }

    /// <summary>As docker: without AppArmor on the host, asking for a profile is an error and asking for none is fine.</summary>
    private string? AppArmor(string? profile)
    {
        if (profile is null or "" or "unconfined")
        {
            return null;
        }

        return host.AppArmor
            ? profile
            : throw EngineException.Invalid($"apparmor profile \"{profile}\" was asked for, but AppArmor is not enabled on this host");
    }
}
