namespace Davit.Registry;

/// <summary>The answer to <c>docker login</c>.</summary>
/// <param name="Status">For people: <c>Login Succeeded</c>.</param>
/// <param name="IdentityToken">What to store instead of the password, or an empty text.</param>
public sealed record LoginResult(string Status, string IdentityToken);
