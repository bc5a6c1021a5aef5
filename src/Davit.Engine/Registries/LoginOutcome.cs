namespace Davit.Engine.Registries;

/// <summary>The answer to a login: words for people, and a token to keep instead of the password.</summary>
public sealed record LoginOutcome(string Status, string IdentityToken);
