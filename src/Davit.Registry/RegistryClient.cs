using Davit.Oci;
using Davit.Registry.Authentication;
using Davit.Registry.Hosts;
using Davit.Registry.Http;
using Davit.Registry.Listing;

namespace Davit.Registry;

/// <summary>
/// The way to all registries, for the life of the engine: it owns connections, tokens, and what it learnt about hosts. Thread-safe; dispose
/// it when no transfer is under way.
/// </summary>
public sealed class RegistryClient : IDisposable
{
    private readonly ConnectionPools pools;
    private readonly TokenCache tokens;
    private readonly RegistrySession session;
    private readonly LoginClient login;
    private readonly RepositorySearch search;

    /// <summary>Fails with <see cref="RegistryErrorKind.InvalidParameter"/> for mirrors and proxies that are no addresses.</summary>
    /// <param name="options">How registries are reached.</param>
    /// <param name="time">For pauses, time-outs and the age of tokens.</param>
    /// <param name="log">Told about what went wrong and was made good: repeated requests, mirrors that failed.</param>
    public RegistryClient(RegistryOptions options, TimeProvider time, Action<string> log)
    {
        if (options.Mirrors.Values.SelectMany(mirrors => mirrors).FirstOrDefault(mirror => !RedirectRules.IsWeb(mirror) || mirror.Query.Length > 0) is { } wrong)
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, $"invalid mirror: {Text.Address(wrong)} is no address of a registry (want http(s)://HOST[:PORT], without user and query)");
        }

        var insecure = new InsecureHosts(options.InsecureRegistries);
        pools = new ConnectionPools(options, insecure);
        tokens = new TokenCache(time);
        var sender = new HttpSender(pools, options, time);
        var authenticator = new Authenticator(new TokenSource(sender, time), tokens);
        session = new RegistrySession(
            new EndpointResolver(options, insecure, sender, time),
            new Exchange(sender, authenticator, time),
            new RetryPolicy(options, time, Random.Shared, log),
            options,
            time,
            log);
        login = new LoginClient(session, sender, authenticator, time);
        search = new RepositorySearch(session);
    }

    /// <summary>A repository, for one user.</summary>
    public RepositoryClient Repository(Reference reference, RegistryCredentials? credentials) =>
        new(session, new RepositoryScope(reference, credentials));

    /// <summary>Checks credentials as <c>docker login</c> does.</summary>
    /// <param name="serverAddress">As docker's client names it: a host, or an address like <c>https://index.docker.io/v1/</c>; empty for Docker Hub.</param>
    /// <param name="credentials">Name and password, or an identity token.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<LoginResult> LoginAsync(string serverAddress, RegistryCredentials credentials, CancellationToken cancellation) =>
        login.LoginAsync(serverAddress, credentials, cancellation);

    /// <summary>Searches Docker Hub, or the list of repositories of a registry that cannot search.</summary>
    public Task<IReadOnlyList<SearchResult>> SearchAsync(SearchQuery query, RegistryCredentials? credentials, CancellationToken cancellation) =>
        search.SearchAsync(query, credentials, cancellation);

    /// <summary>All repositories of a registry.</summary>
    public Task<IReadOnlyList<string>> CatalogAsync(string host, RegistryCredentials? credentials, CancellationToken cancellation) =>
        search.CatalogAsync(host, credentials, cancellation);

    public void Dispose()
    {
        pools.Dispose();
        tokens.Dispose();
    }
}
