using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Validation;

/// <summary>Checks what a container takes from its host; returns everything that is wrong, naming the field.</summary>
internal static class HostConfigValidator
{
    public static IReadOnlyList<string> Validate(ContainerConfig config, HostConfig host, HostFacts facts, EngineOptions options)
    {
        var errors = new List<string>();
        errors.AddRange(ResourceValidator.Validate(host.Resources, facts));
        CheckModes(errors, config, host);
        CheckRestart(errors, host);
        CheckPorts(errors, host);
        CheckNumbers(errors, host);
        CheckCapabilities(errors, host);
        CheckNames(errors, config, host);
        SysctlValidator.Validate(errors, host);
        SecurityOptionValidator.Validate(errors, host.SecurityOpt);
        LogOptionValidator.Validate(errors, host.LogConfig);
        CheckUnsupported(errors, host, options);
        return errors;
    }

    public static bool IsMacAddress(string text) =>
        System.Net.NetworkInformation.PhysicalAddress.TryParse(text.Replace(':', '-').ToUpperInvariant(), out var address) && address.GetAddressBytes().Length == 6;

    private static void CheckModes(List<string> errors, ContainerConfig config, HostConfig host)
    {
        NetworkModeValidator.Validate(errors, config, host);
        if (host.IpcMode is not ("" or "none" or "private" or "shareable" or "host") && !IsContainerMode(host.IpcMode))
        {
            errors.Add($"invalid IPC mode: {host.IpcMode}");
        }

        if (host.PidMode is not ("" or "host" or "private") && !IsContainerMode(host.PidMode))
        {
            errors.Add($"invalid PID mode: {host.PidMode}");
        }

        if (host.UTSMode is not ("" or "host"))
        {
            errors.Add($"invalid UTS mode: {host.UTSMode}");
        }

        if (host.UsernsMode is not ("" or "host"))
        {
            errors.Add($"invalid user namespace mode: {host.UsernsMode}");
        }

        if (host.CgroupnsMode is not ("" or "private" or "host"))
        {
            errors.Add($"invalid cgroup namespace mode: {host.CgroupnsMode}");
        }

        if (host.Cgroup.Length > 0)
        {
            errors.Add($"Cgroup: joining another cgroup is not supported: {host.Cgroup}");
        }
    }

    private static bool IsContainerMode(string mode) => ModeParser.ContainerOf(mode) is { Length: > 0 };

    private static void CheckRestart(List<string> errors, HostConfig host)
    {
        var policy = host.RestartPolicy;
        RestartPolicyValidator.Validate(errors, policy);
        if (host.AutoRemove && policy.Name is not ("" or "no"))
        {
            errors.Add("can't create 'AutoRemove' container with restart policy");
        }
    }

    private static void CheckPorts(List<string> errors, HostConfig host)
    {
        foreach (var (port, bindings) in host.PortBindings ?? new Dictionary<string, IReadOnlyList<HostPortBinding>?>())
        {
            if (!PortSpec.TryParse(port, out _))
            {
                errors.Add($"invalid port specification: \"{port}\"");
            }

            foreach (var binding in bindings ?? [])
            {
                CheckBinding(errors, binding);
            }
        }
    }

    private static void CheckBinding(List<string> errors, HostPortBinding binding)
    {
        if (binding.HostIp.Length > 0 && !System.Net.IPAddress.TryParse(binding.HostIp, out _))
        {
            errors.Add($"invalid IP address in port binding: \"{binding.HostIp}\"");
        }

        if (binding.HostPort.Length > 0 && !PortSpec.TryParseRange(binding.HostPort, out _))
        {
            errors.Add($"invalid port specification: \"{binding.HostPort}\"");
        }
    }

    private static void CheckNumbers(List<string> errors, HostConfig host)
    {
        if (host.OomScoreAdj is < -1000 or > 1000)
        {
            errors.Add($"Invalid value {host.OomScoreAdj}, range for oom score adj is [-1000, 1000]");
        }

        if (host.ShmSize < 0)
        {
            errors.Add("SHM size can not be less than 0");
        }
    }

    private static void CheckCapabilities(List<string> errors, HostConfig host)
    {
        foreach (var name in host.CapAdd ?? [])
        {
            if (!CapabilityPart.IsKnown(name))
            {
                errors.Add($"invalid CapAdd: unknown capability: \"{CapabilityPart.Normalise(name)}\"");
            }
        }

        foreach (var name in host.CapDrop ?? [])
        {
            if (!CapabilityPart.IsKnown(name))
            {
                errors.Add($"invalid CapDrop: unknown capability: \"{CapabilityPart.Normalise(name)}\"");
            }
        }
    }

    private static void CheckNames(List<string> errors, ContainerConfig config, HostConfig host)
    {
        foreach (var entry in host.ExtraHosts ?? [])
        {
            if (!Files.ExtraHost.TryParse(entry, out _, out var error))
            {
                errors.Add(error);
            }
        }

        foreach (var server in host.Dns ?? [])
        {
            if (!System.Net.IPAddress.TryParse(server, out _))
            {
                errors.Add($"{server} is not an ip address");
            }
        }

        foreach (var text in (host.DnsSearch ?? []).Concat(host.DnsOptions ?? []))
        {
            if (text.AsSpan().ContainsAny('\n', '\r', '\0'))
            {
                errors.Add($"invalid DNS option or search domain: {text.ReplaceLineEndings(" ")}");
            }
        }

        if (config.MacAddress is { Length: > 0 } mac && !IsMacAddress(mac))
        {
            errors.Add($"invalid MAC address: {mac}");
        }

        if (host.Resources.CgroupParent.AsSpan().IndexOf("..") >= 0 || host.Resources.CgroupParent.AsSpan().ContainsAny('\n', '\0'))
        {
            errors.Add($"invalid cgroup-parent: {host.Resources.CgroupParent}");
        }
    }

    private static void CheckUnsupported(List<string> errors, HostConfig host, EngineOptions options)
    {
        if (host.Isolation is not ("" or "default"))
        {
            errors.Add($"invalid isolation '{host.Isolation}' on linux: linux only supports 'default'");
        }

        if (host.StorageOpt is { Count: > 0 } storage)
        {
            errors.Add($"--storage-opt is not supported: StorageOpt {string.Join(", ", storage.Keys)} needs a quota of the file system, which Davit does not set");
        }

        foreach (var device in host.Resources.DeviceRequests ?? [])
        {
            var sets = (device.Capabilities ?? []).Select(set => "[" + string.Join(' ', set) + "]");
            errors.Add($"could not select device driver \"{device.Driver}\" with capabilities: [{string.Join(' ', sets)}]");
        }

        if (!RuntimeProgram.IsOwn(host.Runtime) && !options.Runtimes.ContainsKey(host.Runtime))
        {
            errors.Add($"unknown or invalid runtime name: {host.Runtime}");
        }

        if (host.VolumeDriver is not ("" or "local"))
        {
            errors.Add($"VolumeDriver: plugin \"{host.VolumeDriver}\" not found: only the driver local exists");
        }

        if (host.Annotations?.Keys.Any(key => key.Length == 0) is true)
        {
            errors.Add("invalid Annotations: the empty string is not permitted as an annotation key");
        }
    }
}
