namespace Davit.Registry;

/// <summary>How registries are reached and how much patience they get. The defaults are docker's where it has one.</summary>
public sealed record RegistryOptions
{
    /// <summary>
    /// Directories with a folder <c>HOST[:PORT]</c> per registry, in which <c>*.crt</c> are further certificate authorities and
    /// <c>NAME.cert</c> with <c>NAME.key</c> are client certificates. The first directory that has a folder of that name counts; it is read
    /// again for every operation.
    /// </summary>
    public IReadOnlyList<string> CertificateDirectories { get; init; } = ["/etc/davit/certs.d", "/etc/docker/certs.d"];

    /// <summary>
    /// Registries whose certificates are not checked and which may speak plain http: <c>host</c> (on every port), <c>host:port</c> or a network
    /// (<c>10.0.0.0/8</c>), in which a name is looked up. <c>localhost</c>, 127.0.0.0/8 and ::1 always belong to them, unless they have a
    /// folder in <see cref="CertificateDirectories"/>.
    /// </summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>
    /// By registry (<c>docker.io</c>), where to pull from first, in this order. Whatever goes wrong at a mirror, the next is asked, and the
    /// registry itself in the end. Mirrors never receive credentials.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Uri>> Mirrors { get; init; } = new Dictionary<string, IReadOnlyList<Uri>>();

    public ProxySettings Proxies { get; init; } = new();

    /// <summary>The User-Agent header: who asks, for which client.</summary>
    public string UserAgent { get; init; } = "davit";

    /// <summary>How often a request is made in all, if it fails in a way that may pass. A download that got further starts to count again.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Time for a connection, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time without a single byte after which a connection is given up.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time for the answer to an upload, after the last byte went out: registries copy the content into their storage before they confirm it.
    /// </summary>
    public TimeSpan ConfirmationTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time for a whole document: manifest, token, list.</summary>
    public TimeSpan DocumentTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The pause before the second attempt; it doubles with every further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause, and the longest Retry-After that is waited for; a registry that asks for more gets an error instead.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The smallest part of a chunked upload. A registry that demands larger ones gets those.
    /// </summary>
    public long ChunkSize { get; init; } = 32 << 20;

    /// <summary>docker's form of the header: the engine, and in brackets the client that asked for it.</summary>
    public static string UserAgentFor(string engineVersion, string? client) =>
        $"davit/{engineVersion} os/linux" + (string.IsNullOrEmpty(client) ? "" : $" UpstreamClient({client.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})");
}
