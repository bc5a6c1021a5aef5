namespace Davit.Cli.Templates.Schemas;

/// <summary>Networks, and what a container has of them.</summary>
internal static class NetworkSchemas
{
    private static readonly GoSchema s_address = new(
        "network.Address",
        new GoField("Addr"), new("PrefixLen", GoShape.Number));

    private static readonly GoSchema s_endpointIpam = new(
        "*network.EndpointIPAMConfig",
        new GoField("IPv4Address") { OmitsEmpty = true }, new("IPv6Address") { OmitsEmpty = true },
        new("LinkLocalIPs", GoShape.List) { OmitsEmpty = true });

    private static readonly GoSchema s_endpoint = new(
        "*network.EndpointSettings",
        new GoField("IPAMConfig", GoShape.Pointer, s_endpointIpam), new("Links", GoShape.List), new("Aliases", GoShape.List), new("MacAddress"),
        new("DriverOpts", GoShape.Map), new("GwPriority", GoShape.Number), new("NetworkID"), new("EndpointID"), new("Gateway"), new("IPAddress"),
        new("IPPrefixLen", GoShape.Number), new("IPv6Gateway"), new("GlobalIPv6Address"), new("GlobalIPv6PrefixLen", GoShape.Number),
        new("DNSNames", GoShape.List));

    private static readonly GoSchema s_settingsBase = new(
        "container.NetworkSettingsBase",
        new GoField("Bridge"), new("SandboxID"), new("SandboxKey"), new("Ports", GoShape.MapOfLists, SharedSchemas.Binding),
        new("HairpinMode", GoShape.Boolean), new("LinkLocalIPv6Address"), new("LinkLocalIPv6PrefixLen", GoShape.Number),
        new("SecondaryIPAddresses", GoShape.List, s_address), new("SecondaryIPv6Addresses", GoShape.List, s_address));

    private static readonly GoSchema s_defaultSettings = new(
        "container.DefaultNetworkSettings",
        new GoField("EndpointID"), new("Gateway"), new("GlobalIPv6Address"), new("GlobalIPv6PrefixLen", GoShape.Number), new("IPAddress"),
        new("IPPrefixLen", GoShape.Number), new("IPv6Gateway"), new("MacAddress"));

    private static readonly GoSchema s_settings = new(
        "*container.NetworkSettings",
        new GoField("NetworkSettingsBase", GoShape.Embedded, s_settingsBase), new("DefaultNetworkSettings", GoShape.Embedded, s_defaultSettings),
        new("Networks", GoShape.MapOfStructs, s_endpoint));

    private static readonly GoSchema s_ipamConfig = new(
        "network.IPAMConfig",
        new GoField("Subnet") { OmitsEmpty = true }, new("IPRange") { OmitsEmpty = true }, new("Gateway") { OmitsEmpty = true },
        new("AuxAddress", GoShape.Map) { Json = "AuxiliaryAddresses", OmitsEmpty = true });

    private static readonly GoSchema s_ipam = new(
        "network.IPAM",
        new GoField("Driver"), new("Options", GoShape.Map), new("Config", GoShape.List, s_ipamConfig));

    private static readonly GoSchema s_reference = new(
        "network.ConfigReference",
        new GoField("Network"));

    private static readonly GoSchema s_member = new(
        "network.EndpointResource",
        new GoField("Name"), new("EndpointID"), new("MacAddress"), new("IPv4Address"), new("IPv6Address"));

    private static readonly GoSchema s_peer = new(
        "network.PeerInfo",
        new GoField("Name"), new("IP"));

    private static readonly GoSchema s_task = new(
        "network.Task",
        new GoField("Name"), new("EndpointID"), new("EndpointIP"), new("Info", GoShape.Map));

    private static readonly GoSchema s_service = new(
        "network.ServiceInfo",
        new GoField("VIP"), new("Ports", GoShape.List), new("LocalLBIndex", GoShape.Number), new("Tasks", GoShape.List, s_task));

    private static readonly GoSchema s_network = new(
        "network.Inspect",
        new GoField("Name"), new("ID") { Json = "Id" }, new("Created", GoShape.Time), new("Scope"), new("Driver"), new("EnableIPv4", GoShape.Boolean),
        new("EnableIPv6", GoShape.Boolean), new("IPAM", GoShape.Struct, s_ipam), new("Internal", GoShape.Boolean), new("Attachable", GoShape.Boolean),
        new("Ingress", GoShape.Boolean), new("ConfigFrom", GoShape.Struct, s_reference), new("ConfigOnly", GoShape.Boolean),
        new("Containers", GoShape.MapOfStructs, s_member), new("Options", GoShape.Map), new("Labels", GoShape.Map),
        new("Peers", GoShape.List, s_peer) { OmitsEmpty = true }, new("Services", GoShape.MapOfStructs, s_service) { OmitsEmpty = true });

    public static GoSchema Network => s_network;

    public static GoSchema Settings => s_settings;
}
