namespace Davit.Registry.Hosts;

/// <summary>Names of registries as people and clients write them.</summary>
internal static class HostNames
{
    public const string DockerHub = "docker.io";

    private const string DockerHubAddress = "registry-1.docker.io";

    /// <summary>Where the registry of this name is spoken to, by host and port.</summary>
    public static string AuthorityOf(string name) => name == DockerHub ? DockerHubAddress : name;

    /// <summary>
    /// The registry that a client means: <c>https://index.docker.io/v1/</c> is docker.io; of other addresses host and port count, as in
    /// docker's configuration file.
    /// </summary>
    public static string Normalise(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = address.IndexOf('/', start);
        var host = (end < 0 ? address[start..] : address[start..end]).ToLowerInvariant();
        return host is "" or "index.docker.io" or DockerHubAddress ? DockerHub : host;
    }
}
