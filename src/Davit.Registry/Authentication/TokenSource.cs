using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Authentication;

/// <summary>Gets tokens from a registry's token server.</summary>
internal sealed class TokenSource(HttpSender sender, TimeProvider time)
{
    private const int AnswerLimit = 256 << 10;
    private const int TokenLimit = 64 << 10;

    // A shorter life is not believed (distribution, Token Authentication Specification, expires_in).
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    // Used no longer than this before its end: the request has to arrive, too.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    public async Task<TokenGrant> RequestAsync(
        RegistryEndpoint endpoint, BearerRealm realm, IReadOnlyList<string> scopes, bool wantsRefreshToken, CancellationToken cancellation)
    {
        var credentials = endpoint.Credentials;
        if (credentials is { IdentityToken.Length: > 0 })
        {
            return await SendAsync(endpoint, TokenRequests.RefreshToken(realm, scopes, credentials.IdentityToken), null, cancellation);
        }

        var (get, authorization) = TokenRequests.Get(realm, scopes, credentials, wantsRefreshToken);
        try
        {
            return await SendAsync(endpoint, get, authorization, cancellation);
        }
        catch (RegistryException failure) when (credentials is { HasPassword: true } && failure.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            // A server that speaks OAuth2 only.
            return await SendAsync(endpoint, TokenRequests.Password(realm, scopes, credentials!, wantsRefreshToken), null, cancellation);
        }
    }

    private async Task<TokenGrant> SendAsync(
        RegistryEndpoint endpoint, RegistryRequest request, AuthenticationHeaderValue? authorization, CancellationToken cancellation)
    {
        using var answer = await sender.SendAsync(endpoint, request, authorization, cancellation);
        if (!answer.IsSuccess)
        {
            throw await ErrorAnswer.ReadAsync(answer, time.GetUtcNow());
        }

        return Read(await answer.ReadDocumentAsync(AnswerLimit, "the token"), answer.Address);
    }

    private TokenGrant Read(byte[] document, Uri from)
    {
        TokenResponse? response;
        try
        {
            response = JsonSerializer.Deserialize(document, RegistryJson.Default.TokenResponse);
        }
        catch (JsonException failure)
        {
            throw Wrong(from, "is no JSON document of a token", failure);
        }

        var token = string.IsNullOrEmpty(response?.Token) ? response?.AccessToken : response.Token;
        if (string.IsNullOrEmpty(token))
        {
            throw Wrong(from, "has no token in it");
        }

        if (token.Length > TokenLimit || token.Any(c => c is <= ' ' or > '~'))
        {
            throw Wrong(from, "has a token that fits into no header");
        }

        var life = TimeSpan.FromSeconds(Math.Clamp(response!.ExpiresIn ?? 0, ShortestLife.TotalSeconds, LongestLife.TotalSeconds));
        return new TokenGrant(token, time.GetUtcNow() + life - Margin, response.RefreshToken ?? "");
    }

    private static RegistryException Wrong(Uri from, string what, Exception? cause = null) =>
        new(RegistryErrorKind.Protocol, $"the answer of the token server {from.Authority} {what}", cause);
}
