using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>What all repositories share: finding endpoints, exchanging requests, repeating them. Thread-safe.</summary>
internal sealed class RegistrySession(EndpointResolver resolver, Exchange exchange, RetryPolicy retry, RegistryOptions options, TimeProvider time, Action<string> log)
{
    public RegistryOptions Options => options;

    public RetryPolicy Retry => retry;

    public Action<string> Log => log;

    public Task<RegistryEndpoint> RegistryAsync(string name, RegistryCredentials? credentials, CancellationToken cancellation) =>
        resolver.RegistryAsync(name, credentials, cancellation);

    public IReadOnlyList<RegistryEndpoint> Mirrors(string name) => resolver.Mirrors(name);

    /// <summary>One attempt; the answer is a success, its body not read.</summary>
    public async Task<RegistryAnswer> SendAsync(RegistryEndpoint endpoint, RegistryRequest request, CancellationToken cancellation)
    {
        try
        {
            return await exchange.SendAsync(endpoint, request, cancellation);
        }
        catch (RegistryException failure) when (failure.IsConnectFailure)
        {
            resolver.ReportDown(endpoint);
            throw;
        }
    }

    /// <summary>As many attempts as it takes and is allowed, each with its answer read, in the time that a document may take.</summary>
    /// <param name="endpoint">Whom to ask.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellation">Ends everything.</param>
    public Task<T> FetchAsync<T>(RegistryEndpoint endpoint, RegistryRequest request, Func<RegistryAnswer, Task<T>> read, CancellationToken cancellation) =>
        retry.RunAsync($"{request.Method} {Text.Address(request.Address)}", () => FetchOnceAsync(endpoint, request, read, cancellation), cancellation);

    private async Task<T> FetchOnceAsync<T>(RegistryEndpoint endpoint, RegistryRequest request, Func<RegistryAnswer, Task<T>> read, CancellationToken cancellation)
    {
        using var deadline = new Watchdog(options.DocumentTimeout, time, cancellation);
        try
        {
            using var answer = await SendAsync(endpoint, request, deadline.Token);
            return await read(answer);
        }
        catch (OperationCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new RegistryException(
                RegistryErrorKind.Unavailable, $"{Text.Request(request.Method, request.Address)}: no complete answer within {Text.Duration(options.DocumentTimeout)}", failure);
        }
    }
}
