using Davit.Engine.Containers;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>Published ports by container port, both ways.</summary>
internal static class PortMapping
{
    public static IReadOnlyDictionary<string, IReadOnlyList<HostPortBinding>?>? ToEngine(IReadOnlyDictionary<string, IReadOnlyList<Wire.PortBinding>?>? wire) =>
        wire?.ToDictionary(
            port => port.Key,
            port => ResourcesMapping.List(port.Value, binding => new HostPortBinding(binding.HostIp, binding.HostPort)),
            StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, IReadOnlyList<Wire.PortBinding>?>? ToWire(IReadOnlyDictionary<string, IReadOnlyList<HostPortBinding>?>? ports) =>
        ports?.ToDictionary(
            port => port.Key,
            port => ResourcesMapping.List(port.Value, binding => new Wire.PortBinding { HostIp = binding.HostIp, HostPort = binding.HostPort }),
            StringComparer.Ordinal);
}
