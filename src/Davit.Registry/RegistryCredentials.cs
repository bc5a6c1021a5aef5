namespace Davit.Registry;

/// <summary>What <c>docker login</c> stores for one registry, as the X-Registry-Auth header carries it. Never sent to any other registry.</summary>
public sealed record RegistryCredentials
{
    public string Username { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>A refresh token: exchanged for short-lived tokens at the registry's token server, instead of user name and password.</summary>
    public string IdentityToken { get; init; } = "";

    /// <summary>A bearer token, sent to the registry as it is.</summary>
    public string RegistryToken { get; init; } = "";

    internal bool HasPassword => Username.Length > 0 && Password.Length > 0;

    internal bool IsEmpty => !HasPassword && IdentityToken.Length == 0 && RegistryToken.Length == 0;

    /// <summary>Says who, never what with.</summary>
    public override string ToString() => Username.Length > 0 ? $"credentials of {Username}" : "credentials";
}
