using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Validation;

/// <summary>Options that contradict the network mode.</summary>
internal static class NetworkModeValidator
{
    public static void Validate(List<string> errors, ContainerConfig config, HostConfig host)
    {
        var mode = host.NetworkMode;
        if (ModeParser.IsHost(host.UTSMode) && config.Hostname.Length > 0)
        {
            errors.Add("conflicting options: hostname and the UTS mode");
        }

        if (ModeParser.IsHost(mode) && host.Links is { Count: > 0 })
        {
            errors.Add("conflicting options: host type networking can't be used with links. This would result in undefined behavior");
        }

        if (mode.Split(':') is ["container"] or ["container", "", ..])
        {
            errors.Add("invalid network mode: invalid container format container:<name|id>");
        }
        else if (ModeParser.IsContainer(mode))
        {
            CheckContainerMode(errors, config, host);
        }
    }

    private static void CheckContainerMode(List<string> errors, ContainerConfig config, HostConfig host)
    {
        Conflict(errors, config.Hostname.Length > 0, "hostname and the network mode");
        Conflict(errors, host.Links is { Count: > 0 }, "container type network can't be used with links. This would result in undefined behavior");
        Conflict(errors, host.Dns is { Count: > 0 }, "dns and the network mode");
        Conflict(errors, host.ExtraHosts is { Count: > 0 }, "custom host-to-IP mapping and the network mode");
        Conflict(errors, config.MacAddress is { Length: > 0 }, "mac-address and the network mode");
        Conflict(errors, host.PortBindings is { Count: > 0 } || host.PublishAllPorts, "port publishing and the container type network mode");
        Conflict(errors, config.ExposedPorts is { Count: > 0 }, "port exposing and the container type network mode");
    }

    private static void Conflict(List<string> errors, bool found, string what)
    {
        if (found)
        {
            errors.Add("conflicting options: " + what);
        }
    }
}
