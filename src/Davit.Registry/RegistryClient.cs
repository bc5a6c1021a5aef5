using Davit.Oci;

namespace Davit.Registry;

/// <summary>
/// The way to all registries, for the life of the engine: it owns connections, tokens, and what it learnt about hosts. Thread-safe; dispose
/// it when no transfer is under way.
/// </summary>
public sealed class RegistryClient : IDisposable
{
    private readonly RegistryOptions options;
    private readonly TimeProvider time;
    private readonly Action<string> log;

    /// <param name="options">How registries are reached.</param>
    /// <param name="time">For pauses, time-outs and the age of tokens.</param>
    /// <param name="log">Told about what went wrong and was made good: repeated requests, mirrors that failed.</param>
    public RegistryClient(RegistryOptions options, TimeProvider time, Action<string> log)
    {
        this.options = options;
        this.time = time;
        this.log = log;
    }

    /// <summary>A repository, for one user.</summary>
    public RepositoryClient Repository(Reference reference, RegistryCredentials? credentials) => new(reference);

    /// <summary>Checks credentials as <c>docker login</c> does.</summary>
    /// <param name="serverAddress">As docker's client names it: a host, or an address like <c>https://index.docker.io/v1/</c>; empty for Docker Hub.</param>
    /// <param name="credentials">Name and password, or an identity token.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<LoginResult> LoginAsync(string serverAddress, RegistryCredentials credentials, CancellationToken cancellation) => throw Missing();

    /// <summary>Searches Docker Hub, or the list of repositories of a registry that cannot search.</summary>
    public Task<IReadOnlyList<SearchResult>> SearchAsync(SearchQuery query, RegistryCredentials? credentials, CancellationToken cancellation) => throw Missing();

    /// <summary>All repositories of a registry.</summary>
    public Task<IReadOnlyList<string>> CatalogAsync(string host, RegistryCredentials? credentials, CancellationToken cancellation) => throw Missing();

    public void Dispose()
    {
        log("closed");
        _ = options;
        _ = time;
    }

    private static RegistryException Missing() => new(RegistryErrorKind.Unsupported, "not there yet");
}
