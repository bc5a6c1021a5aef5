using Davit.Api.Containers;
using Davit.Api.Events;
using Davit.Api.Images;
using Davit.Api.Networks;
using Davit.Api.Stats;
using Davit.Api.System;
using Davit.Daemon.Http;

namespace Davit.Daemon.Json;

/// <summary>
/// When members of wire types came and went (the Engine API's version history). Members that newer versions dropped
/// but scripts still read (the addresses in NetworkSettings) stay in every version.
/// </summary>
internal static class WireHistory
{
    private static readonly string[] ContainerOnlyMembers =
        ["Hostname", "Domainname", "AttachStdin", "AttachStdout", "AttachStderr", "Tty", "OpenStdin", "StdinOnce", "Image"];

    private static readonly string[] OnceAlwaysShown =
        ["User", "Env", "Cmd", "Volumes", "WorkingDir", "Entrypoint", "OnBuild", "Labels"];

    public static IReadOnlyList<WireRule> Rules { get; } =
    [
        new(typeof(HostConfig), "Annotations", Since: V(43)),
        new(typeof(HealthcheckConfig), "StartInterval", Since: V(44)),
        new(typeof(ContainerInspect), "ImageManifestDescriptor", Since: V(48)),
        new(typeof(ContainerInspect), "Storage", Since: V(52)),
        new(typeof(ContainerSummary), "ImageManifestDescriptor", Since: V(48)),
        new(typeof(ContainerSummary), "Health", Since: V(52)),
        new(typeof(ContainerSummaryHostConfig), "Annotations", Since: V(46)),
        new(typeof(EndpointSettings), "DNSNames", Since: V(44)),
        new(typeof(EndpointSettings), "GwPriority", Since: V(48)),
        new(typeof(ContainerStats), "os_type", Since: V(52)),
        new(typeof(ImageSummary), "VirtualSize", Until: V(44)),
        new(typeof(ImageSummary), "Manifests", Since: V(47)),
        new(typeof(ImageSummary), "Descriptor", Since: V(48)),
        new(typeof(ImageInspect), "VirtualSize", Until: V(44)),
        new(typeof(ImageInspect), "Container", Until: V(45)),
        new(typeof(ImageInspect), "ContainerConfig", Until: V(45)),
        new(typeof(ImageInspect), "Parent", Until: V(52), KeepUnlessEmpty: true),
        new(typeof(ImageInspect), "DockerVersion", Until: V(52), KeepUnlessEmpty: true),
        .. ContainerOnlyMembers.Select(member => new WireRule(typeof(ImageConfig), member, Until: V(50))),
        .. OnceAlwaysShown.Select(member => new WireRule(typeof(ImageConfig), member, Until: V(52), KeepUnlessEmpty: true)),
        new(typeof(NetworkInspect), "EnableIPv4", Since: V(48)),
        new(typeof(EventMessage), "status", Until: V(52)),
        new(typeof(EventMessage), "id", Until: V(52)),
        new(typeof(EventMessage), "from", Until: V(52)),
        new(typeof(SystemInfo), "BridgeNfIptables", Until: V(50)),
        new(typeof(SystemInfo), "BridgeNfIp6tables", Until: V(50)),
        new(typeof(SystemInfo), "CDISpecDirs", Since: V(44)),
        new(typeof(SystemInfo), "FirewallBackend", Since: V(49)),
        new(typeof(RegistryServiceConfig), "AllowNondistributableArtifactsCIDRs", Until: V(49)),
        new(typeof(RegistryServiceConfig), "AllowNondistributableArtifactsHostnames", Until: V(49)),
        new(typeof(DiskUsage), "BuilderSize", Until: V(42)),
        new(typeof(DiskUsage), "ImageUsage", Since: V(52)),
        new(typeof(DiskUsage), "ContainerUsage", Since: V(52)),
        new(typeof(DiskUsage), "VolumeUsage", Since: V(52)),
        new(typeof(DiskUsage), "BuildCacheUsage", Since: V(52)),
    ];

    private static ApiVersion V(int minor) => new(1, minor);
}
