using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Authentication;

/// <summary>
/// Finds the Authorization header for a registry: remembers by registry what it asked for, and answers its challenges. The rules of who may
/// get which credentials are those of <see cref="BearerRealm"/>. Thread-safe.
/// </summary>
internal sealed class Authenticator(TokenSource source, TokenCache tokens)
{
    private const string Bearer = "Bearer";

    private readonly ConcurrentDictionary<Origin, Challenge> known = new();

    /// <summary>What the registry will ask for, judging by the last time; null: nothing, or it has to be seen.</summary>
    public async ValueTask<AuthenticationHeaderValue?> RecallAsync(RegistryEndpoint endpoint, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        if (endpoint.Credentials is { RegistryToken.Length: > 0 } given)
        {
            return new AuthenticationHeaderValue(Bearer, given.RegistryToken);
        }

        if (!known.TryGetValue(endpoint.Origin, out var challenge))
        {
            return null;
        }

        return challenge.IsBearer
            ? await RecallTokenAsync(endpoint, challenge, scopes, cancellation)
            : endpoint.Credentials is { HasPassword: true } user ? TokenRequests.Basic(user) : null;
    }

    /// <summary>The answer to a challenge; an exception if there is none that would be new.</summary>
    /// <param name="endpoint">Who asks.</param>
    /// <param name="scopes">What is wanted.</param>
    /// <param name="challenges">What it accepts.</param>
    /// <param name="rejected">What it did not accept just now.</param>
    /// <param name="address">For the error.</param>
    /// <param name="cancellation">Ends the request for a token.</param>
    public async Task<AuthenticationHeaderValue> AnswerAsync(
        RegistryEndpoint endpoint, IReadOnlyList<string> scopes, IReadOnlyList<Challenge> challenges, AuthenticationHeaderValue? rejected, Uri address,
        CancellationToken cancellation)
    {
        var challenge = challenges.FirstOrDefault(challenge => challenge.IsBearer) ?? challenges.FirstOrDefault(challenge => challenge.IsBasic)
            ?? throw new RegistryException(RegistryErrorKind.Unsupported, $"{endpoint.Name} asks for an authentication that is not supported: {Text.Clean(challenges[0].Scheme)}");
        if (endpoint.Credentials is { RegistryToken.Length: > 0 })
        {
            throw new RegistryException(RegistryErrorKind.Unauthorized, $"unauthorized: {endpoint.Name} does not accept the token") { Status = System.Net.HttpStatusCode.Unauthorized };
        }

        known[endpoint.Origin] = challenge;
        if (challenge.IsBearer)
        {
            return await TokenAsync(endpoint, challenge, scopes, rejected?.Scheme == Bearer ? rejected.Parameter : null, cancellation);
        }

        if (endpoint.Credentials is not { HasPassword: true } user)
        {
            throw new RegistryException(RegistryErrorKind.Unauthorized, $"Get \"{Text.Address(address)}\": no basic auth credentials") { Status = System.Net.HttpStatusCode.Unauthorized };
        }

        return TokenRequests.Basic(user);
    }

    /// <summary>A token for a login: for nothing in particular, and if the server likes, with a refresh token.</summary>
    public Task<TokenGrant> LoginAsync(RegistryEndpoint endpoint, Challenge challenge, CancellationToken cancellation) =>
        source.RequestAsync(endpoint, BearerRealm.From(challenge, endpoint), [], wantsRefreshToken: true, cancellation);

    private async Task<AuthenticationHeaderValue?> RecallTokenAsync(
        RegistryEndpoint endpoint, Challenge challenge, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        try
        {
            return await TokenAsync(endpoint, challenge, scopes, null, cancellation);
        }
        catch (RegistryException failure) when (failure.Kind is not (RegistryErrorKind.Unauthorized or RegistryErrorKind.Forbidden or RegistryErrorKind.RateLimited))
        {
            // The registry may have moved to another token server: let it say so.
            known.TryRemove(endpoint.Origin, out _);
            return null;
        }
    }

    private async Task<AuthenticationHeaderValue> TokenAsync(
        RegistryEndpoint endpoint, Challenge challenge, IReadOnlyList<string> scopes, string? rejected, CancellationToken cancellation)
    {
        var realm = BearerRealm.From(challenge, endpoint);
        var token = await tokens.GetAsync(
            endpoint, scopes, rejected, () => source.RequestAsync(endpoint, realm, scopes, wantsRefreshToken: false, cancellation), cancellation);
        return new AuthenticationHeaderValue(Bearer, token);
    }
}
