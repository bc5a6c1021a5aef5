namespace Davit.Cli.Templates;

/// <summary>The structs behind inspect, in the order of their fields: it shows where a whole struct is printed.</summary>
internal static class GoSchemas
{
    private static readonly GoSchema s_healthLog = new("*container.HealthcheckResult", new GoField("Start"), new("End"), new("ExitCode", GoShape.Number), new("Output"));

    private static readonly GoSchema s_health = new("*container.Health", new GoField("Status"), new("FailingStreak", GoShape.Number), new("Log", GoShape.List, s_healthLog));

    private static readonly GoSchema s_state = new(
        "*container.State", new GoField("Status"), new("Running", GoShape.Boolean), new("Paused", GoShape.Boolean), new("Restarting", GoShape.Boolean),
        new("OOMKilled", GoShape.Boolean), new("Dead", GoShape.Boolean), new("Pid", GoShape.Number), new("ExitCode", GoShape.Number), new("Error"),
        new("StartedAt"), new("FinishedAt"), new("Health", GoShape.Pointer, s_health) { OmitsEmpty = true });

    private static readonly GoSchema s_binding = new("nat.PortBinding", new GoField("HostIP") { Json = "HostIp" }, new("HostPort"));

    private static readonly GoSchema s_mount = new(
        "container.MountPoint", new GoField("Type") { OmitsEmpty = true }, new("Name") { OmitsEmpty = true }, new("Source"), new("Destination"),
        new("Driver") { OmitsEmpty = true }, new("Mode"), new("RW", GoShape.Boolean), new("Propagation"));

    private static readonly GoSchema s_endpoint = new(
        "*network.EndpointSettings", new GoField("IPAMConfig", GoShape.Pointer), new("Links", GoShape.List), new("Aliases", GoShape.List), new("MacAddress"),
        new("DriverOpts", GoShape.Map), new("GwPriority", GoShape.Number), new("NetworkID"), new("EndpointID"), new("Gateway"), new("IPAddress"),
        new("IPPrefixLen", GoShape.Number), new("IPv6Gateway"), new("GlobalIPv6Address"), new("GlobalIPv6PrefixLen", GoShape.Number), new("DNSNames", GoShape.List));

    private static readonly GoSchema s_networkSettings = new(
        "*container.NetworkSettings", new GoField("Bridge"), new("SandboxID"), new("SandboxKey"), new("Ports", GoShape.MapOfLists, s_binding),
        new("HairpinMode", GoShape.Boolean), new("LinkLocalIPv6Address"), new("LinkLocalIPv6PrefixLen", GoShape.Number), new("SecondaryIPAddresses", GoShape.List),
        new("SecondaryIPv6Addresses", GoShape.List), new("EndpointID"), new("Gateway"), new("GlobalIPv6Address"), new("GlobalIPv6PrefixLen", GoShape.Number),
        new("IPAddress"), new("IPPrefixLen", GoShape.Number), new("IPv6Gateway"), new("MacAddress"), new("Networks", GoShape.MapOfStructs, s_endpoint));

    private static readonly GoSchema s_healthcheck = new(
        "*v1.HealthcheckConfig", new GoField("Test", GoShape.List) { OmitsEmpty = true }, new("Interval", GoShape.Number) { OmitsEmpty = true },
        new("Timeout", GoShape.Number) { OmitsEmpty = true }, new("StartPeriod", GoShape.Number) { OmitsEmpty = true }, new("StartInterval", GoShape.Number) { OmitsEmpty = true }, new("Retries", GoShape.Number) { OmitsEmpty = true });

    private static readonly GoSchema s_config = new(
        "*container.Config", new GoField("Hostname"), new("Domainname"), new("User"), new("AttachStdin", GoShape.Boolean), new("AttachStdout", GoShape.Boolean),
        new("AttachStderr", GoShape.Boolean), new("ExposedPorts", GoShape.Map) { OmitsEmpty = true }, new("Tty", GoShape.Boolean), new("OpenStdin", GoShape.Boolean),
        new("StdinOnce", GoShape.Boolean), new("Env", GoShape.List), new("Cmd", GoShape.List), new("Healthcheck", GoShape.Pointer, s_healthcheck) { OmitsEmpty = true },
        new("ArgsEscaped", GoShape.Boolean) { OmitsEmpty = true }, new("Image"), new("Volumes", GoShape.Map), new("WorkingDir"), new("Entrypoint", GoShape.List),
        new("NetworkDisabled", GoShape.Boolean) { OmitsEmpty = true }, new("MacAddress") { OmitsEmpty = true }, new("OnBuild", GoShape.List), new("Labels", GoShape.Map),
        new("StopSignal") { OmitsEmpty = true }, new("StopTimeout", GoShape.Pointer) { OmitsEmpty = true }, new("Shell", GoShape.List) { OmitsEmpty = true });

    private static readonly GoSchema s_container = new(
        "*container.InspectResponse", new GoField("ID") { Json = "Id" }, new("Created"), new("Path"), new("Args", GoShape.List), new("State", GoShape.Pointer, s_state),
        new("Image"), new("ResolvConfPath"), new("HostnamePath"), new("HostsPath"), new("LogPath"), new("Name"), new("RestartCount", GoShape.Number), new("Driver"),
        new("Platform"), new("MountLabel"), new("ProcessLabel"), new("AppArmorProfile"), new("ExecIDs", GoShape.List), new("HostConfig", GoShape.Pointer),
        new("GraphDriver", GoShape.Pointer), new("SizeRw", GoShape.Pointer) { OmitsEmpty = true }, new("SizeRootFs", GoShape.Pointer) { OmitsEmpty = true },
        new("Mounts", GoShape.List, s_mount), new("Config", GoShape.Pointer, s_config), new("NetworkSettings", GoShape.Pointer, s_networkSettings));

    private static readonly GoSchema s_ipamConfig = new(
        "network.IPAMConfig", new GoField("Subnet") { OmitsEmpty = true }, new("IPRange") { OmitsEmpty = true }, new("Gateway") { OmitsEmpty = true },
        new("AuxAddress", GoShape.Map) { Json = "AuxiliaryAddresses", OmitsEmpty = true });

    private static readonly GoSchema s_ipam = new("network.IPAM", new GoField("Driver"), new("Options", GoShape.Map), new("Config", GoShape.List, s_ipamConfig));

    private static readonly GoSchema s_networkContainer = new(
        "network.EndpointResource", new GoField("Name"), new("EndpointID"), new("MacAddress"), new("IPv4Address"), new("IPv6Address"));

    private static readonly GoSchema s_network = new(
        "network.Inspect", new GoField("Name"), new("ID") { Json = "Id" }, new("Created"), new("Scope"), new("Driver"), new("EnableIPv4", GoShape.Boolean),
        new("EnableIPv6", GoShape.Boolean), new("IPAM", GoShape.Struct, s_ipam), new("Internal", GoShape.Boolean), new("Attachable", GoShape.Boolean),
        new("Ingress", GoShape.Boolean), new("ConfigFrom", GoShape.Map), new("ConfigOnly", GoShape.Boolean), new("Containers", GoShape.MapOfStructs, s_networkContainer),
        new("Options", GoShape.Map), new("Labels", GoShape.Map));

    private static readonly GoSchema s_image = new(
        "image.InspectResponse", new GoField("ID") { Json = "Id" }, new("RepoTags", GoShape.List), new("RepoDigests", GoShape.List), new("Parent"), new("Comment"),
        new("Created"), new("DockerVersion"), new("Author"), new("Config", GoShape.Pointer), new("Architecture"), new("Variant") { OmitsEmpty = true }, new("Os"),
        new("OsVersion") { OmitsEmpty = true }, new("Size", GoShape.Number), new("GraphDriver", GoShape.Pointer), new("RootFS", GoShape.Pointer), new("Metadata", GoShape.Pointer));

    /// <summary>Null for kinds whose documents are used as they are.</summary>
    public static GoSchema? Find(string kind) => kind switch
    {
        "container" => s_container,
        "network" => s_network,
        "image" => s_image,
        _ => null,
    };
}
