using System.Security.Cryptography;
using System.Text;
using Davit.Registry.Hosts;

namespace Davit.Registry.Authentication;

/// <summary>Tokens by registry, scope and user. Thread-safe; of those who want the same token at a time, one asks and the others wait.</summary>
internal sealed class TokenCache(TimeProvider time) : IDisposable
{
    private const int Limit = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, TokenCacheEntry> entries = new(StringComparer.Ordinal);

    /// <summary>The token at hand, unless it is <paramref name="rejected"/>; else a new one.</summary>
    public async Task<string> GetAsync(
        RegistryEndpoint endpoint, IReadOnlyList<string> scopes, string? rejected, Func<Task<TokenGrant>> request, CancellationToken cancellation)
    {
        var entry = Entry(Key(endpoint, scopes));
        await entry.Turn.WaitAsync(cancellation);
        try
        {
            if (entry.Grant is not { } grant || grant.Token == rejected || grant.Expires <= time.GetUtcNow())
            {
                entry.Grant = grant = await request();
            }

            return grant.Token;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in entries.Values)
            {
                entry.Turn.Dispose();
            }

            entries.Clear();
        }
    }

    private TokenCacheEntry Entry(string key)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var entry))
            {
                DropExpired();
                entries[key] = entry = new TokenCacheEntry();
            }

            return entry;
        }
    }

    /// <summary>Whoever still waits for a dropped entry goes on with it alone: a token is asked for twice, no harm is done.</summary>
    private void DropExpired()
    {
        if (entries.Count < Limit)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var key in entries.Where(entry => entry.Value.Grant is not { } grant || grant.Expires <= now).Select(entry => entry.Key).ToList())
        {
            entries.Remove(key);
        }

        if (entries.Count >= Limit)
        {
            entries.Clear();
        }
    }

    /// <summary>Secrets are not kept as keys.</summary>
    private static string Key(RegistryEndpoint endpoint, IReadOnlyList<string> scopes) =>
        $"{endpoint.Origin} {string.Join(' ', scopes)} {(endpoint.Credentials is { } user ? Fingerprint(user) : "")}";

    private static string Fingerprint(RegistryCredentials user) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Username}\n{user.Password}\n{user.IdentityToken}\n{user.RegistryToken}")));
}
