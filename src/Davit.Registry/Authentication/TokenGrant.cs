namespace Davit.Registry.Authentication;

/// <summary>A token and until when it is used.</summary>
/// <param name="Token">Sent as it is.</param>
/// <param name="Expires">A little earlier than the server said.</param>
/// <param name="RefreshToken">Given at a login that asked for one; else empty.</param>
internal sealed record TokenGrant(string Token, DateTimeOffset Expires, string RefreshToken);
