namespace Davit.Registry.Authentication;

/// <summary>One token's place; <see cref="Grant"/> belongs to whoever has the turn.</summary>
internal sealed class TokenCacheEntry
{
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public TokenGrant? Grant { get; set; }
}
