using System.Net;
using System.Net.Http.Headers;

namespace Davit.Registry.Http;

/// <summary>A request as it can be made again: on the next attempt, with a token, at the address of a redirection.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The first address.</param>
internal sealed record RegistryRequest(HttpMethod Method, Uri Address)
{
    /// <summary>What a token must allow (distribution, token scope): <c>repository:NAME:pull</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The first byte that is wanted, if not all are.</summary>
    public long RangeFrom { get; init; }

    /// <summary>Makes the body. The argument is called whenever a part of it went out: true, if that was the last.</summary>
    public Func<Action<bool>, HttpContent>? Content { get; init; }

    /// <summary>How long the answer may take once everything went out, if longer than usual.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>The body is large: ask before it is sent (RFC 9110, Expect), so that a refusal costs nothing.</summary>
    public bool AsksFirst { get; init; }

    /// <summary>A large body in either direction gets a connection of its own (no HTTP/2): one slow transfer must not hold up another.</summary>
    public bool IsBulk { get; init; }

    /// <summary>The body is a secret, meant for this host alone.</summary>
    public bool IsSecret { get; init; }

    public HttpRequestMessage ToMessage(Uri address, AuthenticationHeaderValue? authorization, string userAgent, Action<bool> alive)
    {
        var message = new HttpRequestMessage(Method, address)
        {
            Version = IsBulk || address.Scheme != Uri.UriSchemeHttps ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = Content?.Invoke(alive),
        };
        message.Headers.Authorization = authorization;
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        foreach (var type in Accept)
        {
            message.Headers.TryAddWithoutValidation("Accept", type);
        }

        if (RangeFrom > 0)
        {
            message.Headers.Range = new RangeHeaderValue(RangeFrom, null);
        }

        if (AsksFirst)
        {
            message.Headers.ExpectContinue = true;
        }

        return message;
    }
}
