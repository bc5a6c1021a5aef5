using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>
/// Kept connections, by what they trust. A registry's own authorities are trusted for whoever it sends us to as well (its token server, its
/// storage), as docker does; its client certificates are shown to nobody else. Thread-safe.
/// </summary>
internal sealed class ConnectionPools(RegistryOptions options, InsecureHosts insecure) : IDisposable
{
    private const int HeaderLimitInKilobytes = 64;

    private readonly RegistryProxy proxy = new(options.Proxies);
    private readonly Lock gate = new();
    private readonly Dictionary<string, ConnectionPool> pools = new(StringComparer.Ordinal);

    /// <summary>The connections for a request to this address on behalf of a registry.</summary>
    public HttpMessageInvoker For(Uri target, RegistryEndpoint endpoint)
    {
        var isOwn = Origin.Of(target) == endpoint.Origin;
        var trusted = CertificateFolder.Find(options.CertificateDirectories, endpoint.Name);
        var own = isOwn ? trusted : CertificateFolder.Find(options.CertificateDirectories, target.Authority);
        var isUnchecked = IsUnchecked(target, endpoint, own);
        var key = $"{endpoint.Name} {(isOwn ? "" : target.Authority)} {isUnchecked}";
        if (own is null && !isOwn)
        {
            key = $"{endpoint.Name} * {isUnchecked}"; // one for all the hosts that it may send us to
        }

        var stamp = $"{trusted?.Stamp()} {own?.Stamp()}";
        lock (gate)
        {
            if (!pools.TryGetValue(key, out var pool) || pool.Stamp != stamp)
            {
                // The one before is left to the requests that still use it; its idle connections end by themselves.
                pools[key] = pool = new ConnectionPool(stamp, new HttpMessageInvoker(Create(trusted, own, isUnchecked)));
            }

            return pool.Invoker;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var pool in pools.Values)
            {
                pool.Invoker.Dispose();
            }

            pools.Clear();
        }
    }

    /// <summary>What the administrator said of a host counts for all its ports, if the registry itself is there.</summary>
    private bool IsUnchecked(Uri target, RegistryEndpoint endpoint, CertificateFolder? own) =>
        (endpoint.IsInsecure && Origin.Of(target).Host == endpoint.Origin.Host)
        || insecure.Lists(target)
        || (InsecureHosts.IsLoopback(target) && own is not { HasAuthorities: true });

    private SocketsHttpHandler Create(CertificateFolder? trusted, CertificateFolder? own, bool isUnchecked)
    {
        var authorities = trusted?.ReadAuthorities() ?? [];
        if (own is not null && own != trusted)
        {
            authorities.AddRange(own.ReadAuthorities());
        }

        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // see RedirectRules
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            Proxy = proxy,
            UseProxy = true,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // notices changed addresses
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = HeaderLimitInKilobytes,
            MaxResponseDrainSize = 64 << 10,
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(500),
            EnableMultipleHttp2Connections = true,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificates = own?.ReadClientCertificates(),
                RemoteCertificateValidationCallback = isUnchecked ? AcceptAll : new CertificateCheck(authorities).Accept,
            },
        };
    }

#pragma warning disable CA5359 // the administrator said so, for this registry
    private static readonly RemoteCertificateValidationCallback AcceptAll = (_, _, _, _) => true;
#pragma warning restore CA5359
}
