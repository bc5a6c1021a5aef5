using Davit.Daemon.Http;
using Davit.Daemon.Options;
using Davit.Engine;

namespace Davit.Daemon.Routes;

/// <summary>
/// Every operation of the API. Literal paths of a noun stand before those with a name in them. Without an engine the
/// table can be described (the API document) and not served.
/// </summary>
internal static class AllRoutes
{
    public static RouteTable Of(ContainerEngine? engine, DaemonOptions options) => new(
    [
        .. new SystemRoutes(engine?.System!, options).Routes,
        .. new EventRoutes(engine?.Events!).Routes,
        .. new ContainerRoutes(engine?.Containers!).Routes,
        .. new ContainerStreamRoutes(engine?.Streams!).Routes,
        .. new ContainerUsageRoutes(engine?.Usage!).Routes,
        .. new ContainerFileRoutes(engine?.Files!).Routes,
        .. new ExecRoutes(engine?.Execs!).Routes,
        .. UnsupportedRoutes.Routes,
        .. new RegistryRoutes(engine?.Registries!).Routes,
        .. new ImageTransferRoutes(engine?.Images!, engine?.Transfers!).Routes,
        .. new ImageRoutes(engine?.Images!).Routes,
        .. new VolumeRoutes(engine?.Volumes!).Routes,
        .. new NetworkRoutes(engine?.Networks!).Routes,
    ]);
}
