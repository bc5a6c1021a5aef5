using System.Net.Http.Headers;
using System.Text;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Authentication;

/// <summary>The two ways to ask a token server: GET with a password or nothing, and OAuth2's POST (distribution, Token and OAuth2 specifications).</summary>
internal static class TokenRequests
{
    private const string ClientId = "davit";

    /// <summary>The password goes into the header, never into the address.</summary>
    public static (RegistryRequest Request, AuthenticationHeaderValue? Authorization) Get(
        BearerRealm realm, IReadOnlyList<string> scopes, RegistryCredentials? credentials, bool wantsRefreshToken)
    {
        var query = new List<string>();
        void Add(string name, string value) => query.Add($"{name}={Uri.EscapeDataString(value)}");
        if (realm.Service.Length > 0)
        {
            Add("service", realm.Service);
        }

        foreach (var scope in scopes)
        {
            Add("scope", scope);
        }

        var known = credentials is { HasPassword: true } ? credentials : null;
        if (known is not null)
        {
            Add("account", known.Username);
        }

        if (wantsRefreshToken)
        {
            Add("offline_token", "true");
            Add("client_id", ClientId);
        }

        var address = new UriBuilder(realm.Address);
        address.Query = string.Join('&', query.Prepend(address.Query.TrimStart('?')).Where(part => part.Length > 0));
        return (new RegistryRequest(HttpMethod.Get, address.Uri), known is null ? null : Basic(known));
    }

    public static RegistryRequest RefreshToken(BearerRealm realm, IReadOnlyList<string> scopes, string token) =>
        Post(realm, scopes, [new("grant_type", "refresh_token"), new("refresh_token", token)]);

    public static RegistryRequest Password(BearerRealm realm, IReadOnlyList<string> scopes, RegistryCredentials credentials, bool wantsRefreshToken) =>
        Post(
            realm,
            scopes,
            [
                new("grant_type", "password"), new("username", credentials.Username), new("password", credentials.Password),
                .. wantsRefreshToken ? [new KeyValuePair<string, string>("access_type", "offline")] : Array.Empty<KeyValuePair<string, string>>(),
            ]);

    public static AuthenticationHeaderValue Basic(RegistryCredentials credentials) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Username}:{credentials.Password}")));

    private static RegistryRequest Post(BearerRealm realm, IReadOnlyList<string> scopes, List<KeyValuePair<string, string>> fields)
    {
        fields.Add(new("service", realm.Service));
        fields.Add(new("client_id", ClientId));
        if (scopes.Count > 0)
        {
            fields.Add(new("scope", string.Join(' ', scopes)));
        }

        return new RegistryRequest(HttpMethod.Post, realm.Address) { Content = _ => new FormUrlEncodedContent(fields), IsSecret = true };
    }
}
