using Davit.Registry;

namespace Davit.Engine.Registries;

/// <summary>What a client sends along for one registry (<c>X-Registry-Auth</c>). Never stored, never logged.</summary>
public sealed record Credentials
{
    public string Username { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>A refresh token, instead of user name and password.</summary>
    public string IdentityToken { get; init; } = "";

    /// <summary>A bearer token, sent as it is.</summary>
    public string RegistryToken { get; init; } = "";

    /// <summary>The registry they are for, as the client names it; empty: that of the request's image.</summary>
    public string ServerAddress { get; init; } = "";

    public override string ToString() => $"credentials for {ServerAddress}";

    internal RegistryCredentials ToRegistry() => new()
    {
        Username = Username,
        Password = Password,
        IdentityToken = IdentityToken,
        RegistryToken = RegistryToken,
    };
}
