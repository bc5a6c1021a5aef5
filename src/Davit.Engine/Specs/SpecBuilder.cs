using Davit.Engine.Containers;
using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>A container's configuration as an OCI specification. Pure: the same input always gives the same specification.</summary>
internal static class SpecBuilder
{
    public static Spec Build(SpecInput input)
    {
        var container = input.Container;
        return new Spec
        {
            Process = ProcessPart.Build(input),
            Root = new RootSpec { Path = "rootfs", Readonly = container.HostConfig.ReadonlyRootfs },
            Hostname = HasOwnUts(input) ? input.Hostname : null,
            Domainname = HasOwnUts(input) && container.Config.Domainname.Length > 0 ? container.Config.Domainname : null,
            Mounts = MountPart.Build(input),
            Annotations = container.HostConfig.Annotations,
            Linux = Linux(input),
        };
    }

    private static bool HasOwnUts(SpecInput input) => !ModeParser.IsHost(input.Container.HostConfig.UTSMode) && !input.Joined.ContainsKey("uts");

    private static LinuxSpec Linux(SpecInput input)
    {
        var host = input.Container.HostConfig;
        return new LinuxSpec
        {
            CgroupsPath = input.CgroupsPath,
            Namespaces = NamespacePart.Build(input),
            Resources = input.Resources with { Devices = DevicePart.Rules(host.Privileged, input.DeviceRules) },
            Devices = input.Devices.Count > 0 ? input.Devices : null,
            Sysctl = SysctlPart.Build(host),
            Seccomp = input.Security.Seccomp,
            MountLabel = input.Security.SelinuxMountLabel,
            MaskedPaths = host.Privileged && host.MaskedPaths is null ? null : host.MaskedPaths,
            ReadonlyPaths = host.Privileged && host.ReadonlyPaths is null ? null : host.ReadonlyPaths,
            RootfsPropagation = input.RootfsPropagation,
        };
    }
}
