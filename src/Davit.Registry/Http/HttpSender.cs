using System.Net.Http.Headers;
using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>Makes one request and follows its redirections. Whatever the status of the last answer, it is returned.</summary>
internal sealed class HttpSender(ConnectionPools pools, RegistryOptions options, TimeProvider time)
{
    /// <param name="endpoint">On whose behalf: its authorities are trusted.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="authorization">For the host of the request's address, and for nobody else.</param>
    /// <param name="cancellation">Ends the request, and the reading of the answer.</param>
    public async Task<RegistryAnswer> SendAsync(
        RegistryEndpoint endpoint, RegistryRequest request, AuthenticationHeaderValue? authorization, CancellationToken cancellation)
    {
        var watchdog = new Watchdog(options.StallTimeout, time, cancellation);
        try
        {
            return await FollowAsync(endpoint, request, authorization, watchdog, cancellation);
        }
        catch
        {
            watchdog.Dispose();
            throw;
        }
    }

    private async Task<RegistryAnswer> FollowAsync(
        RegistryEndpoint endpoint, RegistryRequest request, AuthenticationHeaderValue? authorization, Watchdog watchdog, CancellationToken cancellation)
    {
        var address = request.Address;
        var isOwn = true;
        var visited = new List<Uri>();
        while (true)
        {
            visited.Add(address);
            var response = await SendOnceAsync(endpoint, request, address, isOwn ? authorization : null, watchdog, cancellation);
            if (!RedirectRules.IsRedirect(response.StatusCode))
            {
                return new RegistryAnswer(response, address, isOwn, watchdog, cancellation);
            }

            using (response)
            {
                var location = response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.First() : null;
                var next = RedirectRules.Next(request, address, response.StatusCode, location, visited);
                isOwn &= Origin.Of(next) == Origin.Of(address);
                address = next;
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        RegistryEndpoint endpoint, RegistryRequest request, Uri address, AuthenticationHeaderValue? authorization, Watchdog watchdog, CancellationToken cancellation)
    {
        void Alive(bool isLast)
        {
            if (isLast && request.Patience is { } patience)
            {
                watchdog.Wait(patience);
            }
            else
            {
                watchdog.Alive();
            }
        }

        using var message = request.ToMessage(address, authorization, options.UserAgent, Alive);
        try
        {
            Alive(isLast: message.Content?.Headers.ContentLength is null or 0);
            var response = await pools.For(address, endpoint).SendAsync(message, watchdog.Token);
            watchdog.Alive();
            return response;
        }
        catch (Exception failure) when (NetworkFailure.Is(failure, cancellation))
        {
            throw NetworkFailure.From(failure, request.Method, address, watchdog.HasBarked);
        }
    }
}
