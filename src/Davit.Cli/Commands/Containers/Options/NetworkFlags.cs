using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Networks, names, addresses and published ports.</summary>
internal sealed class NetworkFlags
{
    private readonly ListFlag _network;
    private readonly ListFlag _net;
    private readonly ListFlag _alias = new("network-alias", '\0', "Add network-scoped alias for the container");
    private readonly ListFlag _netAlias = new("net-alias", '\0', "Add network-scoped alias for the container") { Hidden = true };
    private readonly ListFlag _dnsOption = new("dns-option", '\0', "Set DNS options");
    private readonly ListFlag _dnsOpt = new("dns-opt", '\0', "Set DNS options") { Hidden = true };

    public NetworkFlags()
    {
        _network = new("network", '\0', "Connect a container to a network", "network") { Validate = Collect, Completion = Completion.Networks };
        _net = new("net", '\0', "Connect a container to a network", "network") { Validate = Collect, Hidden = true };
    }

    /// <summary>Both spellings, in the order given.</summary>
    public List<NetworkAttachment> Networks { get; } = [];

    public IEnumerable<string> Aliases => _alias.Values.Concat(_netAlias.Values);

    public IReadOnlyList<string> DnsOptions => [.. _dnsOption.Values, .. _dnsOpt.Values];

    public ListFlag AddHost { get; } = new("add-host", '\0', "Add a custom host-to-IP mapping (host:ip)") { Validate = FlagChecks.ExtraHost };

    public ListFlag Dns { get; } = new("dns", '\0', "Set custom DNS servers") { Validate = FlagChecks.Address };

    public ListFlag DnsSearch { get; } = new("dns-search", '\0', "Set custom DNS search domains") { Validate = FlagChecks.SearchDomain };

    public StringFlag DomainName { get; } = new("domainname", '\0', "Container NIS domain name");

    public ListFlag Expose { get; } = new("expose", '\0', "Expose a port or a range of ports");

    public StringFlag HostName { get; } = new("hostname", 'h', "Container host name");

    public StringFlag Ip { get; } = new("ip", '\0', "IPv4 address (e.g., 172.30.100.104)");

    public StringFlag Ip6 { get; } = new("ip6", '\0', "IPv6 address (e.g., 2001:db8::33)");

    public ListFlag Link { get; } = new("link", '\0', "Add link to another container") { Validate = FlagChecks.Link, Completion = Completion.Containers };

    public ListFlag LinkLocalIp { get; } = new("link-local-ip", '\0', "Container IPv4/IPv6 link-local addresses");

    public StringFlag MacAddress { get; } = new("mac-address", '\0', "Container MAC address (e.g., 92:d0:c6:0a:29:33)");

    public ListFlag Publish { get; } = new("publish", 'p', "Publish a container's port(s) to the host");

    public BoolFlag PublishAll { get; } = new("publish-all", 'P', "Publish all exposed ports to random ports");

    public IEnumerable<Flag> All =>
    [
        _network, _net, _alias, _netAlias, _dnsOption, _dnsOpt, AddHost, Dns, DnsSearch, DomainName, Expose, HostName,
        Ip, Ip6, Link, LinkLocalIp, MacAddress, Publish, PublishAll,
    ];

    private string Collect(string text)
    {
        Networks.Add(NetworkAttachment.Parse(text));
        return text;
    }
}
