using System.Collections.Concurrent;
using Davit.Registry.Http;

namespace Davit.Registry.Hosts;

/// <summary>
/// Finds where a registry is spoken to. That is https. For insecure registries it is found out, as docker does: https first, and http if
/// nobody speaks TLS there; it is remembered until a connection fails. Thread-safe.
/// </summary>
internal sealed class EndpointResolver(RegistryOptions options, InsecureHosts insecure, HttpSender sender, TimeProvider time)
{
    // Long enough for the layers of one image, short enough not to be noticed when the mirror is back.
    private static readonly TimeSpan MirrorRest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Origin, DateTimeOffset> resting = new();
    private readonly ConcurrentDictionary<string, Uri> found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The registry itself.</summary>
    /// <param name="name">As in references: <c>docker.io</c>, <c>localhost:5000</c>.</param>
    /// <param name="credentials">For this registry.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<RegistryEndpoint> RegistryAsync(string name, RegistryCredentials? credentials, CancellationToken cancellation)
    {
        if (!Uri.TryCreate($"https://{HostNames.AuthorityOf(name)}/", UriKind.Absolute, out var address) || !RedirectRules.IsWeb(address) || address.AbsolutePath != "/")
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, $"\"{Text.Clean(name)}\" is no name of a registry");
        }

        var endpoint = new RegistryEndpoint(name, address)
        {
            Credentials = credentials is { IsEmpty: false } ? credentials : null,
            IsInsecure = await IsInsecureAsync(name, address, cancellation),
        };
        return endpoint.IsInsecure ? endpoint with { Address = await ProbeAsync(endpoint, cancellation) } : endpoint;
    }

    /// <summary>Where to pull from first. A mirror's address says itself what it speaks.</summary>
    public IReadOnlyList<RegistryEndpoint> Mirrors(string name) => !options.Mirrors.TryGetValue(name, out var mirrors)
        ? []
        : [.. mirrors.Select(mirror => new RegistryEndpoint(mirror.Authority, WithSlash(mirror))
        {
            IsMirror = true,
            IsInsecure = mirror.Scheme == Uri.UriSchemeHttp || insecure.Lists(mirror) || IsImplicitlyInsecure(mirror.Authority, mirror),
        }).Where(mirror => !resting.TryGetValue(mirror.Origin, out var until) || until <= time.GetUtcNow())];

    /// <summary>It could not be connected to: a registry is looked for again the next time, a mirror is left out for a while.</summary>
    public void ReportDown(RegistryEndpoint endpoint)
    {
        if (endpoint.IsMirror)
        {
            resting[endpoint.Origin] = time.GetUtcNow() + MirrorRest;
        }
        else
        {
            found.TryRemove(endpoint.Name, out _);
        }
    }

    private async Task<bool> IsInsecureAsync(string name, Uri address, CancellationToken cancellation) =>
        name != HostNames.DockerHub && (IsImplicitlyInsecure(name, address) || await insecure.ListsAsync(address, cancellation));

    private bool IsImplicitlyInsecure(string name, Uri address) =>
        InsecureHosts.IsLoopback(address) && CertificateFolder.Find(options.CertificateDirectories, name) is not { HasAuthorities: true };

    private async Task<Uri> ProbeAsync(RegistryEndpoint endpoint, CancellationToken cancellation)
    {
        if (found.TryGetValue(endpoint.Name, out var address))
        {
            return address;
        }

        address = endpoint.Address;
        try
        {
            await PingAsync(endpoint, cancellation);
        }
        catch (RegistryException failure) when (failure.IsConnectFailure)
        {
            // The port of a name without one is 80 then.
            address = new Uri("http://" + HostNames.AuthorityOf(endpoint.Name) + "/");
            await PingAsync(endpoint with { Address = address }, cancellation);
        }

        return found[endpoint.Name] = address;
    }

    /// <summary>Any answer will do: what it says is for those who ask in earnest.</summary>
    private async Task PingAsync(RegistryEndpoint endpoint, CancellationToken cancellation)
    {
        using var answer = await sender.SendAsync(endpoint, new RegistryRequest(HttpMethod.Get, endpoint.At("v2/")), null, cancellation);
    }

    private static Uri WithSlash(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
}
